import { describe, expect, it } from 'vitest';
import { readCommand, suggestionsFor } from '../../../packages/slack-sandbox/page/channel/suggestions.ts';
import { shell } from './support/shell.ts';

const commands = [
  {
    command: '/incident',
    description: 'Incidents',
    usage: '[open]',
    forms: [
      { text: 'open [P1…P4] title', about: 'declare an incident' },
      { text: 'resolve', about: 'say that it is over' },
      { text: 'reopen [why]', about: 'open it again' },
    ],
  },
  { command: '/other', description: 'Else', usage: '', forms: [] },
];
const offered = (typed: string) => suggestionsFor(typed, commands, shell.people);

describe('The composer suggests', () => {
  it('commands that start with what was typed', () => {
    expect(offered('/inc')).toEqual([{ label: '/incident [open]', about: 'Incidents', text: '/incident ' }]);
    expect(offered('/').length).toBe(2);
  });

  it("the command's forms with what each does, and inserts only the first word", () => {
    expect(offered('/incident re').map(({ text, about }) => [text, about])).toEqual([
      ['/incident resolve ', 'say that it is over'],
      ['/incident reopen ', 'open it again'],
    ]);
  });

  it('the form being filled in, keeping what was typed', () => {
    expect(offered('/incident open P1 Slow')).toEqual([
      { label: '/incident open [P1…P4] title', about: 'declare an incident', text: '/incident open P1 Slow' },
    ]);
  });

  it('people after an at sign, by either of their names', () => {
    expect(offered('hey @alv')).toEqual([]);
    expect(offered('hey @an').map(({ text }) => text)).toEqual(['hey @ana ']);
    expect(offered('mail a@an')).toEqual([]);
  });
});

describe('A typed line', () => {
  it('is split into a command and its text', () => {
    expect(readCommand('/incident  open P1 It is\nslow ')).toEqual({
      command: '/incident',
      text: 'open P1 It is\nslow',
    });
    expect(readCommand('/unknown')).toEqual({ command: '/unknown', text: '' });
  });

  it.each(['hello', 'see /incident', '/var/log/app'])('is no command: %j', (typed) => {
    expect(readCommand(typed)).toBeNull();
  });
});
