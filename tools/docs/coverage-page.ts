import { WebClient } from '@slack/web-api';
import { methods } from '../../packages/slack-sandbox/slack/api/methods.ts';
import { blockTypes } from '../../packages/slack-sandbox/slack/blockkit/blocks.ts';
import { elementTypes } from '../../packages/slack-sandbox/slack/blockkit/elements.ts';
import { eventScopes } from '../../packages/slack-sandbox/slack/mutations/emit.ts';
import { listedErrors } from '../../test/sandbox/conformance/listed-errors.ts';

/** What is missing on purpose: prefixes of its methods' names, and why. Any other unserved method just isn't there yet. */
const missing: readonly (readonly [what: string, beginnings: readonly string[], why: string])[] = [
  ['Assistants', ['assistant.', 'agents.'], 'the assistant container is a different client from channels'],
  ['Streaming', ['chat.startStream', 'chat.appendStream', 'chat.stopStream'], 'belongs to assistants'],
  [
    'Workflow steps',
    ['functions.', 'workflows.', 'apps.datastore.', 'apps.activities.'],
    "they run on Slack's own platform",
  ],
  [
    'OAuth',
    ['oauth.', 'openid.', 'tooling.', 'auth.revoke', 'auth.teams.', 'apps.uninstall'],
    'one app is installed, with fixed tokens',
  ],
  [
    'Administration',
    ['admin.', 'team.accessLogs', 'team.billableInfo', 'team.integrationLogs'],
    'needs an organization',
  ],
  ['App manifests', ['apps.manifest.'], 'the manifest is read from its file'],
  [
    'Other ways to get events',
    ['rtm.', 'apps.event.', 'apps.permissions.'],
    'Slack has retired them, or they only list',
  ],
  ['Old uploads', ['files.upload'], 'Slack has retired it; use files.getUploadURLExternal'],
  [
    'Entities, lists, and canvases outside channels',
    ['entity.', 'slackLists.', 'canvases.create', 'canvases.delete', 'canvases.access.'],
    'documents are a separate product',
  ],
  [
    'Slack Connect',
    [
      'conversations.acceptSharedInvite',
      'conversations.approveSharedInvite',
      'conversations.declineSharedInvite',
      'conversations.inviteShared',
      'conversations.listConnectInvites',
      'conversations.requestSharedInvite',
      'conversations.externalInvitePermissions',
      'team.externalTeams',
    ],
    'needs a second company',
  ],
];

/** The events that are missing on purpose, besides those that belong to the groups above. */
const missingEvents = [
  'assistant_thread_started',
  'assistant_thread_context_changed',
  'function_executed',
  'link_shared',
  'app_uninstalled',
  'tokens_revoked',
  'message.mpim',
];

/** Returns the coverage page as Markdown, from the tables that the workspace runs on and the errors that its tests cause. */
export function coveragePage(): string {
  const known = slackMethods();
  const served = [...methods.keys()].toSorted();
  const rest = known.filter((name) => !methods.has(name) && whyMissing(name) === null);
  return `# What the sandbox serves

Generated from the sandbox's own tables by \`npm run docs\`.

## Web API methods

${served.length} of the ${known.length} that \`@slack/web-api\` knows or that are newer. Every other method returns \`unknown_method\`. Each method
has its rate limit, requires its scopes, and can return any error, status, or delay, or drop the connection, if you plan a fault.
Of the errors that Slack lists for a method, those under "Errors" occur by themselves, and a test causes each of them; the
others need an organization, another Slack product, or an outage, and occur only as a planned fault. "Not listed" means that
nobody has gone through them yet.

| Method | Rate | One of these scopes | Errors | Only as a planned fault |
| --- | --- | --- | --- | --- |
${served.map((name) => methodRow(name)).join('\n')}

## Events

| Event | One of these scopes |
| --- | --- |
${Object.entries(eventScopes)
  .map(([name, scopes]) => `| \`${name}\` | ${code(scopes)} |`)
  .join('\n')}

## Payloads

Slash commands, \`block_actions\`, \`block_suggestion\`, \`view_submission\`, \`view_closed\`, \`shortcut\`, and \`message_action\`, over
Socket Mode or signed HTTP; \`response_url\`s.

## Block Kit

Blocks: ${code(blockTypes())}.
Elements: ${code(elementTypes())}.
Anything else is an unsupported type, with Slack's own error.

## Missing on purpose

${missing.map(([what, beginnings, why]) => `- **${what}** (${code(beginnings)}): ${why}.`).join('\n')}

Events: ${code(missingEvents)}.

## Not there yet

${rest.map((name) => `\`${name}\``).join(', ')}.
`;
}

/** Returns why a method is missing on purpose; null if it isn't. */
export function whyMissing(name: string): string | null {
  return missing.find(([, starts]) => starts.some((start) => name.startsWith(start)))?.[2] ?? null;
}

/** What Slack documents, and its client has no function for yet. */
const newer = ['canvases.getContent'];

/** Every method that Slack's own client has a function for, and newer ones that Slack documents. */
export function slackMethods(): string[] {
  const known = functionsIn(new WebClient(), '').filter((name) => name.includes('.'));
  return [...new Set([...known, ...newer])].toSorted();
}

function functionsIn(holder: object, path: string): string[] {
  return Object.entries(holder).flatMap(([name, value]) => {
    if (typeof value === 'function') return [`${path}${name}`];
    const isFamily =
      typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isFamily ? functionsIn(value, `${path}${name}.`) : [];
  });
}

function methodRow(name: string): string {
  const { rate = '', scopes = [] } = methods.get(name) ?? {};
  const listed = listedErrors[name];
  const errors = listed === undefined ? ['not listed', ''] : [code(listed.provoked), code(listed.ordered)];
  return `| ${[`\`${name}\``, rate, code(scopes), ...errors].join(' | ')} |`;
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ') || '–';
