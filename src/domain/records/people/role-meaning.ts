import { commanderRole, commsLeadRole, type RoleName, scribeRole } from '../../incident/people/roles.ts';

const meanings: Readonly<Record<string, string>> = {
  [commanderRole]: 'The commander decides who does what and posts the updates.',
  [commsLeadRole]: "The comms lead tells customers and colleagues what's known.",
  [scribeRole]: 'The scribe keeps the timeline: notes, marked messages, and decisions.',
};

/** What a role is for, in a sentence; null for a configured one: the team knows. */
export const roleMeaning = (role: RoleName): string | null => meanings[role] ?? null;
