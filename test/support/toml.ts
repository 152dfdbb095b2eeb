import { createRequire } from 'node:module';

// The types of the parser are those of its ES module, so that TypeScript takes no import of it here; what is loaded is CommonJS.
const parser = createRequire(__filename)('smol-toml') as { readonly parse: (text: string) => unknown };

/** Reads TOML as the standard says, and throws on anything else. */
export function readToml(text: string): unknown {
  return parser.parse(text);
}
