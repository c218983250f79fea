/** The oldest Node that the project runs on, the same as `engines` in package.json; it's developed on Node 24. */
export const oldestNode = '22.19.0';

/** The message for someone who started the program under this Node (`20.20.2`); null if it's new enough. */
export function tooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Node ${version} is too old (${oldestMajor}.${oldestMinor} is the oldest that works): install Node 24 from https://nodejs.org, or run "npm ci" and start with "npm start" or "npx intercom-incident", which use the Node that the project brings.`;
}

/**
 * Ends the program if Node is too old. Belongs in the first line of a program, which loads the rest with `import()`
 * afterwards: under Node 20, better-sqlite3 13 doesn't throw but crashes the process (measured).
 */
export function refuseOldNode(): void {
  const problem = tooOld(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
