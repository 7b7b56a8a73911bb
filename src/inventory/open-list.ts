/**
 * Whether a text of JSON that breaks off here does so where another value of a list may begin: one JSON value with a row a
 * line (`{"value":[{…},`), which lines that each hold an object never are.
 */
export function endsInOpenList(text: string): boolean {
  const open: string[] = [];
  let last = '';
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[^\s"]/g)) {
    if (token === '{' || token === '[') open.push(token);
    else if (token === '}' || token === ']') open.pop();
    last = token;
  }
  return open.at(-1) === '[' && (last === ',' || last === '[');
}
