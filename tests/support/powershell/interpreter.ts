import { arrayList, member, object, pureStatics, regexObject, regexOf, UnknownMember } from './dotnet.ts';
import {
  child,
  children,
  innermost,
  isIncrement,
  isVoid,
  named,
  stringOf,
  typeName,
  unquoted,
} from './nodes.ts';
import { binary, isOfType } from './operators.ts';
import type { PsNode as Node } from './parse.ts';
import { enumerate, isEqual, isTrue, PsError, PsHash, text, type Value } from './values.ts';
import { Variables } from './variables.ts';

/** What of the machine a script sees. */
export interface PsMachine {
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that PowerShell itself sets, without `$`. */
  readonly variables: Readonly<Record<string, Value>>;
  /** `[Type]::Member` or `[Type]::Method(…)`; undefined where it is not known. */
  statics(type: string, name: string, args: readonly Value[] | undefined): Value | undefined;
  /** `New-Object Type -ArgumentList …`; undefined where it is not known. */
  create(type: string, args: readonly Value[]): Value | undefined;
  /** Cmdlets: their output, or undefined where there is no such command. */
  command(name: string, args: readonly Value[]): readonly Value[] | undefined;
}

/** What a script printed and how it ended. */
export interface PsResult {
  readonly output: readonly string[];
  readonly exitCode: number;
}

class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super('exit');
    this.code = code;
  }
}
/** No Error: thousands of them are thrown, and nobody reads where. */
class Jump {
  readonly kind: 'return' | 'break' | 'continue';

  constructor(kind: Jump['kind']) {
    this.kind = kind;
  }
}

/**
 * Runs the part of PowerShell that the generated scripts are written in, from the tree of the real grammar. It is no
 * PowerShell: it knows each construct by the language's documentation, and stops at whatever it does not know, also at a
 * variable that was never set.
 */
export function runPowerShell(root: Node, machine: PsMachine): PsResult {
  const run = new Run(machine);
  const out: Value[] = [];
  try {
    run.statements(root, out);
  } catch (error) {
    if (error instanceof Exit) return { output: out.map(text), exitCode: error.code };
    throw error;
  }
  return { output: out.map(text), exitCode: 0 };
}

type Emit = Value[];

class Run {
  readonly #machine: PsMachine;
  readonly #functions = new Map<string, Node>();
  readonly #variables: Variables;

  constructor(machine: PsMachine) {
    this.#machine = machine;
    this.#variables = new Variables(machine.variables, machine.environment);
  }

  statements(node: Node, out: Emit): void {
    for (const child of named(node)) this.#statement(child, out);
  }

  #statement(node: Node, out: Emit): void {
    const run = this.#statements[node.type];
    if (run === undefined) throw new Error(`statement ${node.type}: ${node.text.slice(0, 80)}`);
    run(node, out);
  }

  readonly #statements: Readonly<Record<string, (node: Node, out: Emit) => void>> = {
    empty_statement: () => undefined,
    statement_list: (node, out) => this.statements(node, out),
    statement_block: (node, out) => this.statements(node, out),
    script_block_body: (node, out) => this.statements(node, out),
    function_statement: (node) => {
      this.#functions.set(child(node, 'function_name').text.toLowerCase(), child(node, 'script_block'));
    },
    pipeline: (node, out) => this.#pipeline(node, out),
    if_statement: (node, out) => this.#if(node, out),
    foreach_statement: (node, out) => this.#foreach(node, out),
    while_statement: (node, out) => {
      const condition = child(child(node, 'while_condition'), 'pipeline');
      this.#loop(() => isTrue(this.#valueOf(condition)), undefined, node, out);
    },
    for_statement: (node, out) => this.#for(node, out),
    switch_statement: (node, out) => this.#switch(node, out),
    try_statement: (node, out) => this.#try(node, out),
    flow_control_statement: (node, out) => this.#flow(node, out),
  };

  #for(node: Node, out: Emit): void {
    const part = (type: string): Node => child(child(node, type), 'pipeline');
    const [condition, step] = [part('for_condition'), part('for_iterator')];
    this.#pipeline(part('for_initializer'), []);
    this.#loop(
      () => isTrue(this.#valueOf(condition)),
      () => this.#pipeline(step, []),
      node,
      out,
    );
  }

  #if(node: Node, out: Emit): void {
    const clauses = [
      node,
      ...named(node)
        .filter(({ type }) => type === 'elseif_clauses')
        .flatMap(named),
    ];
    const holding = clauses.find((clause) => isTrue(this.#valueOf(child(clause, 'pipeline'))));
    const chosen = holding ?? named(node).find(({ type }) => type === 'else_clause');
    if (chosen !== undefined) this.statements(child(chosen, 'statement_block'), out);
  }

  #foreach(node: Node, out: Emit): void {
    const variable = child(node, 'variable');
    const values = enumerate(this.#valueOf(child(node, 'pipeline')));
    let index = 0;
    const holds = (): boolean => {
      if (index >= values.length) return false;
      this.#variables.set(variable.text, values[index++] ?? null);
      return true;
    };
    this.#loop(holds, undefined, node, out);
  }

  #loop(holds: () => boolean, step: (() => unknown) | undefined, node: Node, out: Emit): void {
    const block = child(node, 'statement_block');
    while (holds()) {
      try {
        this.statements(block, out);
      } catch (error) {
        if (!(error instanceof Jump) || error.kind === 'return') throw error;
        if (error.kind === 'break') return;
      }
      step?.();
    }
  }

  #switch(node: Node, out: Emit): void {
    const value = this.#valueOf(child(child(node, 'switch_condition'), 'pipeline'));
    const clauses = named(child(child(node, 'switch_body'), 'switch_clauses'));
    for (const clause of clauses) {
      const condition = unquoted(child(clause, 'switch_clause_condition').text);
      if (isEqual(text(value), condition)) this.statements(child(clause, 'statement_block'), out);
    }
  }

  #try(node: Node, out: Emit): void {
    try {
      this.statements(child(node, 'statement_block'), out);
    } catch (error) {
      // Faults of the script or of this interpreter are never swallowed by the script's own handlers.
      if (!(error instanceof PsError)) throw error;
      this.#variables.set('$_', error.message);
      this.statements(child(child(child(node, 'catch_clauses'), 'catch_clause'), 'statement_block'), out);
    }
  }

  #flow(node: Node, out: Emit): void {
    const word = node.children[0]?.text.toLowerCase();
    const pipeline = named(node).find(({ type }) => type === 'pipeline');
    if (word === 'exit') throw new Exit(pipeline === undefined ? 0 : Number(text(this.#valueOf(pipeline))));
    if (word === 'return') {
      if (pipeline !== undefined) this.#pipeline(pipeline, out);
      throw new Jump('return');
    }
    if (word === 'break' || word === 'continue') throw new Jump(word);
    throw new Error(`flow ${node.text}`);
  }

  /** Runs a pipeline as a statement: what it gives goes out, enumerated. */
  #pipeline(node: Node, out: Emit): void {
    const assignment = named(node).find(({ type }) => type === 'assignment_expression');
    if (assignment !== undefined) {
      this.#assignment(assignment);
      return;
    }
    const chain = child(node, 'pipeline_chain');
    const [first, ...rest] = named(chain);
    if (first === undefined) return;
    // `$i++` as a statement gives nothing.
    if (isIncrement(first)) {
      this.#expression(first);
      return;
    }
    let values: Value[] = [];
    // A command that nothing follows prints as it goes, so that what it printed is not lost where it ends the script.
    if (first.type === 'command')
      values = this.#command(first, undefined, rest.length === 0 ? out : undefined);
    else if (isVoid(first)) this.#expression(first);
    else values.push(...enumerate(this.#expression(first)));
    for (const command of rest) values = this.#command(command, values);
    out.push(...values);
  }

  /** The value of a pipeline in an expression: a command's output, one thing or a list; an expression's value as it is. */
  #valueOf(node: Node): Value {
    const chain = named(node).find(({ type }) => type === 'pipeline_chain');
    const parts = chain === undefined ? [] : named(chain);
    const [first] = parts;
    if (parts.length === 1 && first !== undefined && first.type !== 'command') return this.#expression(first);
    const out: Emit = [];
    this.#pipeline(node, out);
    return out.length === 0 ? null : out.length === 1 ? (out[0] ?? null) : out;
  }

  #assignment(node: Node): void {
    const [left, operator, right] = named(node);
    if (left === undefined || right === undefined || operator?.text !== '=') throw new Error(node.text);
    const value = right.type === 'pipeline' ? this.#valueOf(right) : this.#expression(right);
    const target = innermost(left);
    if (target.type === 'variable') {
      this.#variables.set(target.text, value);
      return;
    }
    if (target.type !== 'element_access') throw new Error(`assignment to ${target.type}`);
    const [holder, index] = named(target);
    const table = this.#expression(holder as Node);
    if (!(table instanceof PsHash)) throw new PsError(`cannot index ${text(table)}`);
    table.set(text(this.#expression(index as Node)), value);
  }

  #expression(node: Node): Value {
    switch (node.type) {
      case 'variable':
        return this.#variables.get(node.text);
      case 'string_literal':
        return stringOf(node);
      case 'integer_literal':
        return Number(node.text);
      case 'parenthesized_expression':
        return this.#valueOf(child(node, 'pipeline'));
      case 'array_expression': {
        const out: Emit = [];
        this.statements(node, out);
        return out;
      }
      case 'hash_literal_expression':
        return this.#hash(node);
      case 'element_access':
        return this.#element(node);
      case 'member_access':
      case 'invokation_expression':
        return this.#member(node);
      case 'cast_expression': {
        const [type, operand] = named(node);
        return this.#cast(typeName(type as Node), this.#expression(operand as Node));
      }
      case 'post_increment_expression': {
        const variable = child(node, 'variable');
        const value = Number(this.#variables.get(variable.text));
        this.#variables.set(variable.text, value + 1);
        return value;
      }
      case 'expression_with_unary_operator':
        return this.#unary(node);
      case 'type_literal':
        return object('System.Type', {
          GetMethod: ([name = null]) =>
            this.#machine.statics(typeName(node), text(name), undefined) === undefined ? null : 'method',
        });
      default:
        return this.#operation(node);
    }
  }

  #unary(node: Node): Value {
    const operator = node.children[0];
    const operand = node.children.at(-1) as Node;
    if (operator?.type === 'cast_expression') return this.#expression(operator);
    const word = operator?.text.toLowerCase();
    if (word === '-not' || word === '!') return !isTrue(this.#expression(operand));
    if (word === ',') return [this.#expression(operand)];
    if (word === '-') return -Number(this.#expression(operand));
    throw new Error(`operator ${operator?.text}`);
  }

  /** Binary operators; nodes with a single child hand it on. */
  #operation(node: Node): Value {
    const parts = children(node);
    const [left, operator, right] = parts;
    if (left === undefined) throw new Error(`expression ${node.type}: ${node.text.slice(0, 80)}`);
    if (parts.length === 1) return this.#expression(left);
    if (operator === undefined || right === undefined)
      throw new Error(`expression ${node.text.slice(0, 80)}`);
    const word = operator.text.toLowerCase();
    if (word === ',')
      return parts.filter((_part, index) => index % 2 === 0).map((part) => this.#expression(part));
    if (parts.length !== 3) throw new Error(`expression ${node.type}: ${node.text.slice(0, 80)}`);
    if (word === '-and') return isTrue(this.#expression(left)) && isTrue(this.#expression(right));
    if (word === '-or') return isTrue(this.#expression(left)) || isTrue(this.#expression(right));
    const value = this.#expression(left);
    if (word === '-is' || word === '-isnot')
      return isOfType(value, typeName(innermost(right))) === (word === '-is');
    return binary(word, value, this.#expression(right));
  }

  #hash(node: Node): PsHash {
    const table = new PsHash();
    const body = named(node).find(({ type }) => type === 'hash_literal_body');
    for (const entry of body === undefined ? [] : named(body)) {
      if (entry.type !== 'hash_entry') continue;
      table.set(
        text(this.#expression(child(entry, 'key_expression').named[0] as Node)),
        this.#valueOf(child(entry, 'pipeline')),
      );
    }
    return table;
  }

  #element(node: Node): Value {
    const [holder, index] = named(node);
    const table = this.#expression(holder as Node);
    const key = this.#expression(index as Node);
    if (table instanceof PsHash) return table.get(text(key));
    if (table === null) throw new PsError('Cannot index into a null array.');
    if (typeof table === 'string') return table[Number(key)] ?? null;
    return enumerate(table)[Number(key)] ?? null;
  }

  #member(node: Node): Value {
    const [target] = named(node);
    const name = child(node, 'member_name').text;
    const list = named(node).find(({ type }) => type === 'argument_list');
    const args =
      list === undefined
        ? undefined
        : named(list)
            .flatMap(named)
            .filter(({ type }) => type === 'argument_expression')
            .map((argument) => this.#expression(argument));
    if (target?.type === 'type_literal' && node.children.some((part) => part.text === '::')) {
      const type = typeName(target);
      const pure = pureStatics[type]?.[name];
      const value = pure && args ? pure(args) : this.#machine.statics(type, name, args);
      if (value === undefined) throw new UnknownMember(`[${type}]::${name}`);
      return value;
    }
    return member(this.#expression(target as Node), name, args);
  }

  #cast(type: string, value: Value): Value {
    switch (type.toLowerCase()) {
      case 'void':
        return null;
      case 'string':
        return text(value);
      case 'int':
        return Math.trunc(Number(text(value)));
      case 'bool':
        return isTrue(value);
      case 'char':
        return String.fromCharCode(Number(value));
      case 'regex':
        return regexObject(regexOf(text(value)));
      default:
        throw new Error(`cast to [${type}]`);
    }
  }

  #command(node: Node, input?: readonly Value[], sink?: Emit): Value[] {
    const name = (named(node).find(({ type }) => type === 'command_name') ?? node).text;
    const elements = named(node)
      .filter(({ type }) => type === 'command_elements')
      .flatMap(named);
    const args = elements.filter(({ type }) => !/^command_(?:argument_sep|parameter)$/.test(type));
    if (/^foreach-object$/i.test(name)) {
      const block = innermost(args[0] as Node);
      return (input ?? []).flatMap((value) => {
        this.#variables.set('$_', value);
        const out: Emit = [];
        this.statements(child(child(block, 'script_block'), 'script_block_body'), out);
        return out;
      });
    }
    if (/^out-null$/i.test(name)) return [];
    if (/^sort-object$/i.test(name)) return [...(input ?? [])].sort((a, b) => (text(a) < text(b) ? -1 : 1));
    const values = args.map((argument) =>
      argument.type === 'generic_token' ? argument.text : this.#expression(argument),
    );
    if (/^write-output$/i.test(name)) return values.flatMap(enumerate);
    if (/^new-object$/i.test(name)) return [this.#create(text(values[0] ?? null), values.slice(1))];
    const body = this.#functions.get(name.toLowerCase());
    if (body !== undefined) return this.#invoke(name, body, values, sink);
    const output = this.#machine.command(name, values);
    if (output === undefined) throw new Error(`unknown command ${name}`);
    return [...output];
  }

  #create(type: string, args: readonly Value[]): Value {
    // A list as the only argument is the list of arguments.
    const [only] = args;
    const list = args.length === 1 && Array.isArray(only) ? only : args;
    if (/arraylist$/i.test(type)) return arrayList();
    if (/\.regex$/i.test(type)) return regexObject(regexOf(text(list[0] ?? null), text(list[1] ?? null)));
    if (type === 'byte[]') return new Uint8Array(Number(only));
    const made = this.#machine.create(type, list);
    if (made === undefined) throw new UnknownMember(`New-Object ${type}`);
    return made;
  }

  #invoke(name: string, body: Node, args: readonly Value[], sink?: Emit): Value[] {
    const scope = new Map<string, Value>();
    const block = named(body).find(({ type }) => type === 'param_block');
    const parameters = block === undefined ? [] : named(child(block, 'parameter_list'));
    if (args.length > parameters.length) throw new Error(`${name}: too many arguments`);
    parameters.forEach((parameter, index) => {
      const type = named(parameter)
        .filter(({ type }) => type === 'attribute_list')
        .map((list) => list.text.replace(/[[\]]/g, ''))[0];
      const value = args[index] ?? null;
      scope.set(
        child(parameter, 'variable').text.slice(1).toLowerCase(),
        type === undefined ? value : this.#cast(type, value),
      );
    });
    this.#variables.open(scope);
    const out: Emit = [];
    try {
      this.statements(child(body, 'script_block_body'), sink ?? out);
    } catch (error) {
      if (!(error instanceof Jump) || error.kind !== 'return') throw error;
    } finally {
      this.#variables.close();
    }
    return out;
  }
}
