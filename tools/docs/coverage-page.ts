import { WebClient } from '@slack/web-api';
import { methods } from '../../packages/slack-sandbox/slack/api/methods.ts';
import { blockTypes } from '../../packages/slack-sandbox/slack/blockkit/blocks.ts';
import { elementTypes } from '../../packages/slack-sandbox/slack/blockkit/elements.ts';
import { eventScopes } from '../../packages/slack-sandbox/slack/mutations/emit.ts';
import { listedErrors } from '../../test/sandbox/conformance/listed-errors.ts';

/** What is missing on purpose: the beginnings of its methods' names, and why. Any other method is only not there yet. */
const missing: readonly (readonly [what: string, beginnings: readonly string[], why: string])[] = [
  ['Assistants', ['assistant.', 'agents.'], 'the assistant container is another client than channels'],
  ['Streaming', ['chat.startStream', 'chat.appendStream', 'chat.stopStream'], 'belongs to assistants'],
  [
    'Workflow steps',
    ['functions.', 'workflows.', 'apps.datastore.', 'apps.activities.'],
    'run on Slack’s own platform',
  ],
  [
    'OAuth',
    ['oauth.', 'openid.', 'tooling.', 'auth.revoke', 'auth.teams.', 'apps.uninstall'],
    'one app is installed, with tokens that stay',
  ],
  [
    'Administration',
    ['admin.', 'team.accessLogs', 'team.billableInfo', 'team.integrationLogs'],
    'needs an organization',
  ],
  ['App manifests', ['apps.manifest.'], 'the manifest is read from its file'],
  [
    'Events by another way',
    ['rtm.', 'apps.event.', 'apps.permissions.'],
    'Slack has retired it, or it only lists',
  ],
  ['Old uploads', ['files.upload'], 'Slack has retired it; use files.getUploadURLExternal'],
  [
    'Entities and lists',
    ['entity.', 'slackLists.', 'canvases.', 'conversations.canvases.'],
    'documents are another product',
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

/** The events that are missing on purpose, beside those of what is missing above. */
const missingEvents = [
  'assistant_thread_started',
  'assistant_thread_context_changed',
  'function_executed',
  'link_shared',
  'app_uninstalled',
  'tokens_revoked',
  'message.mpim',
];

/**
 * The page of coverage, as Markdown, from the tables that the workspace itself runs on and the errors that its tests
 * bring about.
 */
export function coveragePage(): string {
  const known = slackMethods();
  const served = [...methods.keys()].toSorted();
  const rest = known.filter((name) => !methods.has(name) && reasonFor(name) === null);
  return `# What the sandbox serves

Written from the sandbox's own tables by \`npm run docs\`.

## Web API methods

${served.length} of the ${known.length} that \`@slack/web-api\` knows. Every other method is answered with \`unknown_method\`. Each
is limited to its rate, asks for its scopes, and can be made to answer any error, status, delay or cut by a planned fault.
Of the errors that Slack lists for a method, those under "Errors" come about by themselves, and a test brings each about;
the others need an organization, another product of Slack's or an outage, and come by a planned fault only. "Not listed"
stands where nobody has gone through them yet.

| Method | Rate | One of these scopes | Errors | Only by a planned fault |
| --- | --- | --- | --- | --- |
${served.map((name) => methodRow(name)).join('\n')}

## Events

| Event | One of these scopes |
| --- | --- |
${Object.entries(eventScopes)
  .map(([name, scopes]) => `| \`${name}\` | ${code(scopes)} |`)
  .join('\n')}

## Payloads

Slash commands, \`block_actions\`, \`block_suggestion\`, \`view_submission\`, \`view_closed\`, \`shortcut\` and \`message_action\`, over
Socket Mode or signed HTTP; \`response_url\`s.

## Block Kit

Blocks: ${code(blockTypes())}.
Elements: ${code(elementTypes())}.
Everything else is an unsupported type, as in Slack's own errors.

## Missing on purpose

${missing.map(([what, beginnings, why]) => `- **${what}** (${code(beginnings)}): ${why}.`).join('\n')}

Events: ${code(missingEvents)}.

## Not there yet

${rest.map((name) => `\`${name}\``).join(', ')}.
`;
}

/** Why a method is missing on purpose; null for one that is not. */
function reasonFor(name: string): string | null {
  return missing.find(([, starts]) => starts.some((start) => name.startsWith(start)))?.[2] ?? null;
}

/** Every method that Slack's own client has a function for. */
export function slackMethods(): string[] {
  return functionsIn(new WebClient(), '')
    .filter((name) => name.includes('.'))
    .toSorted();
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
