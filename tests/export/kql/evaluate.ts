/** A row by column. */
export type Row = Readonly<Record<string, string>>;

type Token = { readonly kind: 'word' | 'text' | 'mark'; readonly text: string };

/**
 * Evaluates a condition of KQL: the operators that the exports use, as Kusto documents them (case of ASCII letters does
 * not count; `has` looks for a whole word; regular expressions are RE2). Throws where the text is not such a condition.
 */
export function evaluate(condition: string, row: Row): boolean {
  const tokens = tokensOf(condition);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const take = (expected?: string): Token => {
    const token = tokens[at++];
    if (token === undefined || (expected !== undefined && token.text !== expected))
      throw new Error(`expected ${expected ?? 'more'} in ${condition}`);
    return token;
  };
  const list = (): string[] => {
    take('(');
    const texts = [take().text];
    while (peek()?.text === ',') {
      take(',');
      texts.push(take().text);
    }
    take(')');
    return texts;
  };
  const column = (name: string): string => {
    const value = row[name];
    if (value === undefined) throw new Error(`no column ${name}`);
    return value;
  };
  const test = (): boolean => {
    if (peek()?.text === '(' && peek()?.kind === 'mark') {
      take('(');
      const inside = either();
      take(')');
      return inside;
    }
    const first = take();
    if (
      first.text === 'not' ||
      first.text === 'isempty' ||
      first.text === 'isnotempty' ||
      first.text === 'strlen'
    ) {
      take('(');
      if (first.text === 'not') {
        const inside = either();
        take(')');
        return !inside;
      }
      const value = column(take().text);
      take(')');
      if (first.text !== 'strlen') return (value === '') === (first.text === 'isempty');
      const operator = take().text;
      take('0');
      return operator === '>' ? value !== '' : value === '';
    }
    const value = column(first.text);
    const operator = take().text;
    if (operator === 'in~') return list().some((text) => fold(text) === fold(value));
    if (operator === 'matches') {
      take('regex');
      return regex(take().text).test(value);
    }
    return compare(value, operator, take().text);
  };
  const both = (): boolean => {
    let holds = test();
    while (peek()?.text === 'and' && peek()?.kind === 'word') {
      take('and');
      const next = test();
      holds = holds && next;
    }
    return holds;
  };
  const either = (): boolean => {
    let holds = both();
    while (peek()?.text === 'or' && peek()?.kind === 'word') {
      take('or');
      const next = both();
      holds = holds || next;
    }
    return holds;
  };
  const result = either();
  if (at !== tokens.length) throw new Error(`more than a condition: ${condition}`);
  return result;
}

function compare(value: string, operator: string, text: string): boolean {
  const [left, right] = [fold(value), fold(text)];
  const negated = operator.startsWith('!');
  switch (operator.replace(/^!(?=[a-z])/, '')) {
    case '=~':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case 'startswith':
      return left.startsWith(right) !== negated;
    case 'endswith':
      return left.endsWith(right) !== negated;
    case 'contains':
      return left.includes(right) !== negated;
    case 'has':
      return ` ${left.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${right} `);
    case 'like':
      return new RegExp(`^${right.split('%').map(escaped).join('.*')}$`, 's').test(left);
    default:
      throw new Error(`operator ${operator}`);
  }
}

/** ASCII alone, as Kusto does. */
function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

function regex(pattern: string): RegExp {
  const body = pattern.replace(/^\(\?is\)/, '').replace(/\\-/g, '-');
  return new RegExp(body, 'isu');
}

const tokenPattern =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(in~|=~|==|!=|![a-z]+|[A-Za-z0-9_]+)|([(),<>]))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const start = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (match === null) throw new Error(`not a condition at ${start}: ${text.slice(start, start + 60)}`);
    const [, double, single, word, mark] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: unescaped(quoted) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'mark', text: mark ?? '' });
  }
  return tokens;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_all, unit?: string, char?: string) =>
    unit === undefined ? (char ?? '') : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
