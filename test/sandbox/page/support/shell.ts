import type { Outside, Shell } from '../../../../packages/slack-sandbox/server/screen.ts';

/** A shell as Ana in New York sees it, on Friday 6 March 2026 at 23:04:05 UTC. */
export const shell: Shell = {
  now: Date.UTC(2026, 2, 6, 23, 4, 5),
  ahead: 30 * 60_000,
  me: 'U1',
  botUserId: 'UB',
  people: [
    { id: 'U1', name: 'ana', realName: 'Ana Alvarez', zone: 'America/New_York', role: 'member' },
    { id: 'UB', name: 'incidents', realName: 'Incident Commander', zone: 'UTC', role: 'bot' },
  ],
  groups: [{ id: 'S1', handle: 'oncall' }],
  channels: [],
  commands: [
    {
      command: '/incident',
      description: '',
      usage: '',
      forms: [
        { text: 'open P1 title', about: 'declare' },
        { text: 'drill name', about: 'practise' },
      ],
    },
  ],
  shortcuts: [],
  hasHome: false,
  tryFirst: null,
};

/** A world in which something is wrong everywhere. */
export const outside: Outside = {
  services: [
    {
      name: 'Intercom',
      switches: [
        {
          part: 'api',
          title: 'Its API',
          chosen: 'revoked',
          choices: [
            { name: 'healthy', label: 'Healthy', about: 'Every request is answered.' },
            {
              name: 'revoked',
              label: '401: token revoked',
              about: 'Every request is refused with 401.',
            },
            { name: 'scope', label: '403: scope missing', about: 'Requests are refused with 403.' },
            {
              name: 'limited',
              label: '429: the app sends too much',
              about: 'Requests are answered with 429.',
            },
            { name: 'quota', label: '429 with quota left', about: 'Others use up the quota.' },
          ],
        },
        {
          part: 'status',
          title: 'Its status page',
          chosen: 'none',
          choices: [{ name: 'none', label: 'Nothing posted', about: 'All systems are operational.' }],
        },
      ],
    },
  ],
  slack: {
    kinds: [
      { id: 'internal_error', label: 'Internal error', about: 'Slack answers `internal_error`.' },
      { id: 'slow', label: 'Slow answers', about: 'Each answer takes 5 s.' },
    ],
    planned: [{ id: 'internal_error', label: 'Internal error', left: 3 }],
    rateLimits: true,
    connections: 2,
  },
  app: { running: true, controllable: true },
  nextDue: { at: Date.UTC(2026, 2, 6, 23, 8, 15), what: 'the page to the on-call engineer' },
  commandMenus: [
    {
      title: 'Drills',
      about: 'A drill simulates an outage.',
      entries: [
        {
          name: 'token-revoked',
          about: 'At 09:00 customers say that Fin stopped answering.',
          command: '/incident',
          text: 'drill token-revoked',
        },
      ],
    },
  ],
};
