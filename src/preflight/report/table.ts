import type { EvidenceTable } from '../findings';

/** First column to the left, numbers to the right, remarks behind. */
export function layTable(table: EvidenceTable): readonly string[] {
  const rows = [table.columns, ...table.rows.map((row) => row.cells)];
  const widths = table.columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lay = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column] ?? 0))).join('   ');
  const body = table.rows.map((row) => `${lay(row.cells)}${row.remark ? `   ${row.remark}` : ''}`);
  return table.columns.every((title) => title === '') ? body : [lay(table.columns), ...body];
}
