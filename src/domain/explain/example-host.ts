import type { Example } from './entry.ts';

const regional = /(?<![\w.-])api\.(?:eu|au)\.intercom\.io(?![\w-])/i;

/**
 * The API that an example should call: that of the region named in the text, or else the configured one. A base URL.
 */
export function apiOf(text: string, apiUrl: string): string {
  const named = regional.exec(text)?.[0].toLowerCase();
  if (named !== undefined) return `https://${named}`;
  if (!URL.canParse(apiUrl)) return apiUrl;
  const { origin, pathname } = new URL(apiUrl);
  const whole = `${origin}${pathname}`.replace(/\/+$/, '');
  // Anything that a shell would read as more than a word stays out of a command.
  return /^[\w:/.[\]~-]+$/.test(whole) ? whole : origin;
}

/** An example with this API in place of the catalogue's. */
export function exampleAt(api: string, example: Example | null): Example | null {
  if (example === null || !URL.canParse(api)) return example;
  const { hostname, port, protocol } = new URL(api);
  const withPort = `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
  const code = example.code
    .replaceAll('https://api.intercom.io', api)
    .replaceAll(/(?<![\w./])api\.intercom\.io:443/g, withPort)
    .replaceAll(/(?<![\w./])api\.intercom\.io(?![\w:])/g, hostname);
  return { ...example, code };
}
