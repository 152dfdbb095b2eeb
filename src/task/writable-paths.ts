import { Token } from 'aws-cdk-lib';

/** `/var/cache/nginx` becomes `var-cache-nginx`: readable in the console, and stable when paths are reordered. */
export function volumeNameOf(path: string): string {
  return path.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-|-$/g, '');
}

/** Throws on paths that cannot be mounted, or that would share one volume. */
export function checkWritablePaths(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths.filter((each) => !Token.isUnresolved(each))) {
    if (!path.startsWith('/') || volumeNameOf(path) === '') {
      throw new Error(`\`writablePaths\` must be absolute paths below /, got ${path}`);
    }
    const other = seen.get(volumeNameOf(path));
    if (other !== undefined) throw new Error(`\`writablePaths\` must differ in their letters and digits, got ${other} and ${path}`);
    seen.set(volumeNameOf(path), path);
  }
}
