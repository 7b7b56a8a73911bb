import { CST, Lexer } from 'yaml';

/** One token of the YAML lexer. `offset` counts UTF-16 units from the start of the text. */
export interface Token {
  readonly type: CST.TokenType | 'text' | null;
  readonly offset: number;
  readonly source: string;
}

/** The tokens of the YAML lexer with their offsets; plain and block texts are `text`, its inner marks are left out. */
export function* tokensOf(text: string): Generator<Token> {
  let offset = 0;
  let textFollows = false;
  for (const source of new Lexer().lex(text)) {
    const type: CST.TokenType | 'text' | null = textFollows ? 'text' : CST.tokenType(source);
    textFollows = type === 'scalar';
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') continue;
    yield { type, offset, source };
    offset += source.length;
  }
}
