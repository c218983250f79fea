import { app } from '../../../../demo/app.ts';

/** The app as it was installed before it knew of private channels. */
export const oldInstallation = {
  scopes: app.scopes.filter((scope) => !scope.startsWith('groups:')),
  events: app.events.filter((event) => event !== 'message.groups'),
};

/** The app without some of its scopes. */
export const without = (...scopes: string[]) => ({
  workspace: { scopes: app.scopes.filter((scope) => !scopes.includes(scope)) },
});
