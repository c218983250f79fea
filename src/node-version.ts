/** The oldest Node that the project runs on, as package.json says under `engines`; it is developed on Node 24. */
export const oldestNode = '22.19.0';

/** What to say to somebody who started the program under this Node (`20.20.2`); null when it is new enough. */
export function tooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Node ${version} is too old (${oldestMajor}.${oldestMinor} is the oldest that works): install Node 24 from https://nodejs.org, or run "npm ci" and start with "npm start" or "npx intercom-incident", which use the Node that the project brings.`;
}

/**
 * Ends the program under a Node that is too old. For the first line of a program, which loads the rest with `import()`
 * after it: better-sqlite3 13 does not throw under Node 20 but crashes the process (measured).
 */
export function refuseOldNode(): void {
  const problem = tooOld(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
