/**
 * Values of a chart of which some are known only to terraform, as an expression that gives JSON. `make` builds them, and
 * writes `text` of an expression (without `${}`) wherever its value shall stand, as text.
 */
export function knownLater(make: (text: (expression: string) => string) => object): string {
  const expressions: string[] = [];
  const values = make((expression) => `REFERENCE${expressions.push(expression) - 1}`);
  // Keys of a terraform object are followed by `=`.
  const object = JSON.stringify(values)
    .replaceAll('":', '"=')
    .replaceAll(/"REFERENCE(\d+)"/g, (_, index) => `tostring(${expressions[Number(index)]})`);
  return `\${jsonencode(${object})}`;
}
