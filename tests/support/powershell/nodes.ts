import type { PsNode as Node } from './parse.ts';

/** `string` for `[string]`. */
export function typeName(node: Node): string {
  return node.text.replace(/^\[|\]$/g, '');
}

/** The text of a plain string or here-string. */
export function stringOf(node: Node): string {
  const here = /^@'\r?\n(?<body>[\s\S]*?)\r?\n'@$/.exec(node.text);
  return here?.groups?.['body'] ?? unquoted(node.text);
}

/** Without the quotes; only strings in which PowerShell looks for nothing are known. */
export function unquoted(quoted: string): string {
  if (!(quoted.startsWith("'") && quoted.endsWith("'")))
    throw new Error(`only plain strings are known: ${quoted.slice(0, 60)}`);
  return quoted.slice(1, -1).replaceAll("''", "'");
}

/** Through nodes with one child. */
export function innermost(node: Node): Node {
  const [only, ...rest] = children(node);
  return only === undefined || rest.length > 0 || node.type === 'string_literal' || node.type === 'variable'
    ? node
    : innermost(only);
}

/** Whether a value is thrown away. */
export function isVoid(node: Node): boolean {
  return /^\[void\]/i.test(node.text);
}

/** `$i++` and nothing else. */
export function isIncrement(node: Node): boolean {
  return innermost(node).type === 'post_increment_expression';
}

/** All children, marks too. */
export function children({ children }: Node): readonly Node[] {
  return children;
}

/** Children that are more than marks. */
export function named({ named }: Node): readonly Node[] {
  return named;
}

/** The first child of a type; throws where there is none. */
export function child(node: Node, type: string): Node {
  const found = named(node).find((part) => part.type === type);
  if (found === undefined) throw new Error(`${node.type} without ${type}: ${node.text.slice(0, 80)}`);
  return found;
}
