import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { callLink, linkLabel } from '../../../../src/domain/incident/link.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, opened, resolved } from '../../support/events.ts';
import { incident7 } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const add = (url: string, title: string | null = null): Command => ({
  type: 'add_link',
  url,
  title: title === null ? null : plainText(title),
});
const added = (url: string, title: string | null = null): IncidentEvent => ({
  type: 'link_added',
  url,
  title: title === null ? null : plainText(title),
});

describe('A link', () => {
  test.each([
    ['https://docs.example/run', 'https://docs.example/run'],
    ['HTTPS://Docs.Example', 'https://docs.example/'],
    ['http://localhost:3000/a b', 'http://localhost:3000/a%20b'],
    ['https://docs.example/?q=a|b<c>', 'https://docs.example/?q=a%7Cb%3Cc%3E'],
  ])('to %s is kept as a browser writes it', (typed, url) => {
    given(opened()).when(add(typed, 'Run\nbook')).thenRecords(added(url, 'Run book'));
  });

  test('is kept without a title if nobody gave one', () => {
    given(opened()).when(add('https://docs.example/')).thenRecords(added('https://docs.example/'));
  });

  test("is recognized as the same, however it's written", () => {
    given(opened(), added('https://docs.example/', 'Run book'))
      .when(add('HTTPS://docs.example', 'Other'))
      .thenRefused(/INC-7 already has that link, as "Run book"/, 'link');
  });

  test.each([
    ['docs.example/run', /^A link starts with https:.* and "docs.example\/run" doesn't/],
    ['@bob builder', /A link starts with/],
    ['javascript:alert(1)', /A link starts with/],
    ['data:text/html,<b>', /A link starts with/],
    ['mailto:a@b.example', /A link starts with/],
    ['file:///etc/passwd', /A link starts with/],
    ['https://eve:hunter22@docs.example/', /contains a login or a secret/],
    ['https://docs.example/?token=abcdefgh12345678', /contains a login or a secret/],
    [`https://docs.example/${'x'.repeat(1_000)}`, /limit 1000/],
  ])('to %s is refused', (typed, sentence) => {
    given(opened()).when(add(typed)).thenRefused(sentence, 'link');
  });

  test.each(['https://other.example/b', 'see http://other.example'])(
    'with another URL as its title, %s, is refused',
    (title) => {
      given(opened())
        .when(add('https://docs.example/', title))
        .thenRefused(
          /^The title has a link too: "https?:\/\/other.example.*"\. Nothing was changed\./,
          'title',
        );
    },
  );

  test('with a title of more than 100 characters is refused', () => {
    given(opened())
      .when(add('https://docs.example/', 'x'.repeat(101)))
      .thenRefused(/title of the link is too long: 101 characters/, 'title');
  });

  test('beyond twenty is refused', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => added(`https://docs.example/${i}`));
    given(opened(), ...twenty)
      .when(add('https://docs.example/more'))
      .thenRefused(/INC-7 already has 20 links/, 'link');
  });

  test('can still be added to a resolved incident, but not to a closed one', () => {
    given(opened(), resolved()).when(add('https://a.example/')).thenRecords(added('https://a.example/'));
    given(opened(), resolved(), closed())
      .when(add('https://a.example/'))
      .thenRefused(/is closed\. Nothing/);
  });

  test('keeps its place in the order they were added', () => {
    const { links } = incidentOf(opened(), added('https://b.example/'), added('https://a.example/'));
    expect(links.keys()).toEqual(['https://b.example/', 'https://a.example/']);
  });
});

test.each([
  [{ url: 'https://docs.example/run', title: plainText('Run book') }, 'Run book'],
  [{ url: 'https://docs.example/run/', title: null }, 'docs.example/run'],
])('The link %o reads %s', (link, label) => {
  expect(linkLabel(link)).toBe(label);
});

test("The link to an incident's call has the incident's name where the template says so", () => {
  expect(callLink('https://meet.example/{id}?room={id}', incident7)).toBe(
    'https://meet.example/INC-7?room=INC-7',
  );
  expect(callLink(null, incident7)).toBeNull();
});
