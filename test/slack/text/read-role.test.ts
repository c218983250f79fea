import { describe, expect, test } from 'vitest';
import { builtInRoles, roleNameSchema } from '../../../src/domain/incident/people/roles.ts';
import { readRole } from '../../../src/slack/text/read-role.ts';

const names = [...builtInRoles, ...['Support lead', 'Liaison'].map((name) => roleNameSchema.parse(name))];

describe("A role's name", () => {
  test.each([
    ['Commander', 'Commander'],
    ['COMMANDER', 'Commander'],
    ['ic', 'Commander'],
    ['incident commander', 'Commander'],
    ['comms', 'Comms lead'],
    ['comms lead', 'Comms lead'],
    ['Comms-Lead', 'Comms lead'],
    ['commslead', 'Comms lead'],
    ['communications', 'Comms lead'],
    ['scribe', 'Scribe'],
    ['scr', 'Scribe'],
    ['support', 'Support lead'],
    ['liaison', 'Liaison'],
  ])('%j is %s', (typed, role) => {
    expect(readRole(typed, names)).toBe(role);
  });

  test.each([
    ['comm', '"comm" can mean Commander or Comms lead. Type more of the name. Nothing was changed.'],
    [
      'scrieb',
      '"scrieb" isn\'t a role. Did you mean `/intercom-incident role scribe @name`? The roles are Commander, Comms lead, Scribe, Support lead, Liaison. Nothing was changed.',
    ],
    [
      'treasurer',
      `"treasurer" isn't a role. The roles are Commander, Comms lead, Scribe, Support lead, Liaison. Nothing was changed.`,
    ],
    [
      '!!',
      `"!!" isn't a role. The roles are Commander, Comms lead, Scribe, Support lead, Liaison. Nothing was changed.`,
    ],
  ])('%j is refused, with what it can mean', (typed, refused) => {
    expect(readRole(typed, names)).toMatchObject({ refused });
  });
});
