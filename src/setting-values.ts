import { isIP } from 'node:net';
import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { type GroupId, groupIdSchema } from './domain/incident/ids.ts';
import { builtInRoles, nobodyWords, roleKey, roleNameSchema } from './domain/incident/people/roles.ts';
import { type Severity, severitySchema } from './domain/incident/severity.ts';
import { addSpan, parseSpan, type TimeSpan } from './domain/text/duration.ts';
import { clip, oneLine, showsNothing } from './domain/text/text.ts';

/** Parsers of setting values that are more than a word; each refuses with what to write instead. */

/** Whether a token has only characters of tokens. A line break would fail in this process at each call, as if Slack were away. */
export const isInOnePiece = (token: string): boolean => /^[\x21-\x7e]*$/.test(token);
/** What is wrong with one that has others, with its fix. */
export const notInOnePiece =
  'contains a space, a line break, or another character that no token has; copy the token alone';

/** A URL; `fix` shows an example. Trailing slashes are removed. */
export const url = (fix: string) =>
  z.url({ protocol: /^https?$/, error: fix }).transform((text) => text.replace(/\/+$/, ''));

/** The URL of a status page's site, if the URL of one of its documents, or of a region's sub-page, was copied. */
export const siteOf = (page: string): string =>
  page.replace(/\/(?:api\/v[12]|(?:us|eu|au)-hosting)(?:[/?#].*)?$/, '').replace(/[?#].*$/, '');

/** The longest time that a setting can name, ms: Slack's fields take dates only up to the year 2286. */
export const longestSettingMs = 1_000 * 86_400_000;

/** How long a duration is from any moment, ms: days are counted as in UTC, and business days without weekends. */
export const lastingMs = (span: TimeSpan): number => addSpan(0, span, 'UTC');

/** `P1=15m,P2=1h`: a duration per severity; those that aren't listed use the default's. */
export const perSeverity = (defaults: string) =>
  z
    .string()
    .default(defaults)
    .transform((text, context) => {
      const spans = { ...readSpans(defaults), ...readSpans(text) };
      for (const part of text.split(',')) {
        const [span] = Object.values(readSpans(part));
        const named = `"${clip(oneLine(part), 60)}"`;
        const issue = (message: string) => context.addIssue({ code: 'custom', message });
        if (span === undefined) issue(`${named} isn't in the form P1=15m (units: s, m, h, d, bd)`);
        else if (lastingMs(span) > longestSettingMs)
          issue(`${named} is longer than 1000 days; write a shorter time`);
      }
      return spans as Record<Severity, TimeSpan>;
    });

function readSpans(text: string): Partial<Record<Severity, TimeSpan>> {
  const spans: Partial<Record<Severity, TimeSpan>> = {};
  for (const part of text.split(',')) {
    const [name, span, ...more] = part.split('=');
    const severity = severitySchema.safeParse(name?.trim().toUpperCase());
    const parsed = parseSpan(span ?? '');
    if (severity.success && parsed && more.length === 0) spans[severity.data] = parsed;
  }
  return spans;
}

/** An IANA time zone; UTC if not set. */
export const timeZone = z
  .string()
  .default('UTC')
  .refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin');

function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true; // Asking for the default takes a tenth of the start.
  try {
    return (
      new Intl.DateTimeFormat('en', { timeZone: name }) !== null &&
      !Number.isNaN(new TZDate(0, name).getTime())
    );
  } catch {
    return false;
  }
}

/** IDs of user groups, separated by commas; none if not set. */
export const groupIds = z
  .string()
  .transform((text) => text.split(',').map((id) => id.trim()))
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^S[A-Z0-9]{2,}$/,
          'must be comma-separated user group IDs such as S0123456789 (in Slack: People & user groups > your group > Copy group ID)',
        ),
    ),
  )
  .default([]);

/** The most roles that a setting can add to those of every incident, and the longest name, in characters. */
const rolesMax = 10;
const roleNameMax = 30;

/** Names of additional roles, separated by commas; none if not set. */
export const roleNames = z
  .string()
  .transform((text, context) => {
    const names = text.split(',').map(oneLine);
    const issue = (message: string) => context.addIssue({ code: 'custom', message });
    if (names.length > rolesMax) issue(`names ${names.length} roles; at most ${rolesMax} fit`);
    const taken = new Set(builtInRoles.map(roleKey));
    for (const name of names) {
      const key = roleKey(name);
      if (
        !/^\p{L}[\p{L}\p{N} &'/-]*$/u.test(name) ||
        showsNothing(name) ||
        name.length > roleNameMax ||
        nobodyWords.includes(name.toLowerCase())
      )
        issue(
          `"${clip(name, 40)}" isn't a role's name; write up to ${roleNameMax} letters, digits and spaces, such as Support lead`,
        );
      else if (taken.has(key))
        issue(`names "${name}" twice, or every incident has that role anyway; leave it out`);
      taken.add(key);
    }
    return names.map((name) => roleNameSchema.parse(name || '?'));
  })
  .default([]);

/** `P1=S0123456789`: a user group for each severity listed; none if not set. */
export const groupPerSeverity = z
  .string()
  .transform((text, context) => {
    const groups: Partial<Record<Severity, GroupId>> = {};
    for (const part of text.split(',')) {
      const [name, id, ...more] = part.split('=').map((word) => word.trim());
      const severity = severitySchema.safeParse(name?.toUpperCase());
      const group = groupIdSchema.safeParse(id);
      const issue = (message: string) => context.addIssue({ code: 'custom', message });
      if (!severity.success || !group.success || more.length > 0)
        issue(
          `"${clip(oneLine(part), 60)}" isn't in the form P1=S0123456789 (in Slack: People & user groups > your group > Copy group ID)`,
        );
      else if (groups[severity.data]) issue(`names a group for ${severity.data} twice; leave one out`);
      else groups[severity.data] = group.data;
    }
    return groups;
  })
  .default({});

/** An address or a name of this machine, without a port. */
export const address = z
  .string()
  .refine(
    (text) => isIP(text) !== 0 || /^[a-z][a-z0-9.-]*$/i.test(text),
    'must be an address of this machine without a port, such as 127.0.0.1, or 0.0.0.0 for all of them',
  );

/** How long it can be, in characters, to fit on a line of the headline. */
const callMax = 300;

/** The URL of a call for each incident: a URL with `{id}` in it, and without a login that everyone would read. */
export const callTemplate = z
  .string()
  .refine(
    isCallTemplate,
    'must be a web address of at most 300 characters with {id} in it and no login, such as https://meet.example.com/{id}',
  );

function isCallTemplate(text: string): boolean {
  const made = text.replaceAll('{id}', 'INC-1');
  if (made === text || text.length > callMax || !/^https?:\/\/[^\s<>|]+$/i.test(made) || !URL.canParse(made))
    return false;
  const { username, password } = new URL(made);
  return username === '' && password === '';
}

/** A name that is inserted into commands for people as it is, so nothing in it may have a meaning for a shell. */
export const plainName = (fix: string) => z.string().regex(/^[A-Za-z0-9][\w/+=.@:-]*$/, fix);
