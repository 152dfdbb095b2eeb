/**
 * Reads the part of TOML that user data uses: tables, bare or quoted keys, strings, numbers, booleans, lists of strings.
 * Anything else throws, with the line, so that a setting is never read as something it is not.
 */
export function readToml(text: string): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  let table = root;
  text.split('\n').forEach((line, index) => {
    if (line === '') return;
    const header = /^\[([A-Za-z0-9_.-]+)\]$/.exec(line);
    if (header) {
      table = header[1].split('.').reduce((parent, key) => (parent[key] ??= {}) as Record<string, unknown>, root);
      return;
    }
    const pair = /^([A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*") = (.+)$/.exec(line);
    if (!pair) throw new Error(`line ${index + 1} is no TOML that user data may hold: ${line}`);
    const key = pair[1].startsWith('"') ? JSON.parse(pair[1]) as string : pair[1];
    if (key in table) throw new Error(`line ${index + 1} sets ${key} again`);
    table[key] = readValue(pair[2], index + 1);
  });
  return root;
}

function readValue(text: string, line: number): unknown {
  if (!/^(true|false|-?\d+|"(?:[^"\\]|\\["\\])*"|\[("(?:[^"\\]|\\["\\])*"(, ?)?)*\])$/.test(text)) {
    throw new Error(`line ${line} holds no value that user data may hold: ${text}`);
  }
  return JSON.parse(text);
}
