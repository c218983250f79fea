import { type Method, method } from '../method.ts';

/** Who the app is, and its way into Socket Mode. */
export const connectionMethods: readonly Method[] = [
  method('auth.test', {
    rate: 'special',
    scopes: [],
    args: {},
    run: ({ settings }) => ({
      url: `https://${settings.teamDomain}.slack.com/`,
      team: settings.teamName,
      user: settings.botName,
      team_id: settings.teamId,
      user_id: settings.botUserId,
      bot_id: settings.botId,
      is_enterprise_install: false,
    }),
  }),
  method('apps.connections.open', {
    rate: 'tier3',
    scopes: [],
    token: 'app',
    args: {},
    run: (state) => {
      const ticket = state.tickets.issue(state.clock.now());
      const host = state.baseUrl.replace('http://', '');
      return { url: `ws://${host}/link/?ticket=${ticket}&app_id=${state.settings.appId}` };
    },
  }),
  method('team.info', {
    rate: 'tier3',
    scopes: ['team:read'],
    args: {},
    run: ({ settings }) => ({
      team: {
        id: settings.teamId,
        name: settings.teamName,
        url: `https://${settings.teamDomain}.slack.com/`,
        domain: settings.teamDomain,
        email_domain: '',
        icon: { image_default: true },
        avatar_base_url: 'https://ca.slack-edge.com/',
        is_verified: false,
      },
    }),
  }),
];
