import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
let parser: Promise<Parser> | undefined;

async function makeParser(): Promise<Parser> {
  await Parser.init();
  const grammar = require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  const made = new Parser();
  made.setLanguage(await Language.load(grammar));
  return made;
}

/** The syntax tree of a script. */
export async function parsePowerShell(script: string): Promise<Node> {
  parser ??= makeParser();
  const tree = (await parser).parse(script);
  if (tree === null) throw new Error('the grammar gave no tree');
  return tree.rootNode;
}

/** A node of the tree without the grammar behind it, so that running it many times is quick. Comments are left out. */
export interface PsNode {
  readonly type: string;
  readonly text: string;
  readonly children: readonly PsNode[];
  readonly named: readonly PsNode[];
}

/** A script as plain nodes. */
export async function powerShellTree(script: string): Promise<PsNode> {
  return plain(await parsePowerShell(script));
}

/** The rungs of the ladder of precedence: with one child they say nothing. */
const rung =
  /^(?:logical|bitwise|comparison|additive|multiplicative|format|range|array_literal|unary)(?:_argument)?_expression$/;

function plain(node: Node): PsNode {
  const [only] = node.children;
  if (rung.test(node.type) && node.childCount === 1 && only?.isNamed) return plain(only);
  const children: PsNode[] = [];
  const named: PsNode[] = [];
  for (const child of node.children) {
    if (child === null || child.type === 'comment') continue;
    const made = plain(child);
    children.push(made);
    if (child.isNamed) named.push(made);
  }
  return { type: node.type, text: node.text, children, named };
}

/** What the grammar does not understand: `line:column text` of every ERROR and MISSING node. */
export async function powerShellFaults(script: string): Promise<string[]> {
  const faults: string[] = [];
  const walk = (node: Node): void => {
    if (node.isError || node.isMissing) {
      const { row, column } = node.startPosition;
      faults.push(
        `${row + 1}:${column + 1} ${node.isMissing ? `missing ${node.type}` : node.text.slice(0, 60)}`,
      );
    }
    for (const child of node.children) if (child?.hasError) walk(child);
  };
  const root = await parsePowerShell(script);
  if (root.hasError) walk(root);
  return faults;
}
