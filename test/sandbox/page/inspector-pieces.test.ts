import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../packages/slack-sandbox/page/inspector/body.ts';
import { checkedText } from '../../../packages/slack-sandbox/page/inspector/editor/checked.ts';
import { editableIn } from '../../../packages/slack-sandbox/page/inspector/editor/editable.ts';
import { examples } from '../../../packages/slack-sandbox/page/inspector/editor/examples.ts';
import { scanJson } from '../../../packages/slack-sandbox/page/inspector/editor/json-scan.ts';
import { expanded } from '../../../packages/slack-sandbox/page/inspector/expanded.ts';
import { matches } from '../../../packages/slack-sandbox/page/inspector/matches.ts';
import { outcomeOf, tookText } from '../../../packages/slack-sandbox/page/inspector/outcome.ts';
import { targetOf } from '../../../packages/slack-sandbox/page/inspector/Tabs.tsx';
import { checkMessage, checkView } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';

describe('An outcome in the inspector', () => {
  it.each([
    ['ok', 'good', 'ok'],
    ['channel_not_found', 'bad', 'channel_not_found'],
    ['no answer', 'bad', 'no answer'],
    ['503', 'bad', 'HTTP 503'],
    ['acked', 'good', 'acked'],
    ['refused with 500', 'bad', 'refused with 500'],
    ['under way', 'open', 'under way'],
  ])('for %s is %s and reads "%s"', (outcome, tone, words) => {
    expect(outcomeOf(outcome)).toEqual({ tone, words });
  });

  it("says how long the call took, or that it's still open", () => {
    expect([tookText(0.4), tookText(999), tookText(1_254), tookText(null)]).toEqual([
      '0 ms',
      '999 ms',
      '1.25 s',
      'open',
    ]);
  });
});

describe("The inspector's filter", () => {
  it('keeps entries that contain every word, in any order and case', () => {
    expect(matches('POST inc-12', 'chat.postMessage', 'ok', '#inc-12')).toBe(true);
    expect(matches('post inc-13', 'chat.postMessage', 'ok', '#inc-12')).toBe(false);
  });

  it("keeps everything while it's empty", () => {
    expect(matches('  ', 'views.open')).toBe(true);
  });
});

describe('JSON inside a string', () => {
  it('is parsed, while text that only looks like JSON stays text', () => {
    expect(expanded({ view: '{"blocks":"[1]"}', text: '[deploy] 481', n: 1 })).toEqual({
      view: { blocks: [1] },
      text: '[deploy] 481',
      n: 1,
    });
  });
});

describe('A body in the inspector', () => {
  it('is split into its lists and objects', () => {
    const names = partsOf({ method: 'views.open', args: {}, status: 200, answer: null }).map(
      ([name]) => name,
    );
    expect(names).toEqual(['args']);
  });

  it('is one part if it has none', () => {
    expect(partsOf({ ok: true })).toEqual([['body', { ok: true }]]);
    expect(partsOf([1])).toEqual([['body', [1]]]);
  });
});

describe('The part of a call that can be edited', () => {
  it('is its view, either a modal or a Home tab', () => {
    expect(editableIn({ trigger_id: '1', view: { type: 'modal' } })).toEqual({
      what: 'modal',
      json: { type: 'modal' },
    });
    expect(editableIn({ view: { type: 'home' } })?.what).toBe('home');
  });

  it('is the visible part of a message', () => {
    expect(editableIn({ channel: 'C1', text: 'Hi', blocks: [] })).toEqual({
      what: 'message',
      json: { text: 'Hi', blocks: [] },
    });
  });

  it('is nothing if the call has neither', () => {
    expect(editableIn({ channel: 'C1', text: 'Hi' })).toBeNull();
    expect(editableIn([1])).toBeNull();
  });
});

describe('The result of checking a view', () => {
  const text = '{\n  "title": {\n    "text": "x"\n  }\n}';
  const scan = scanJson(text);
  const places = scan.ok ? scan.places : new Map<string, number>();
  const annotated = (...problems: string[]) =>
    checkedText({ ok: true, problems }, 'in #general', { text, places });

  it('names the line of each error', () => {
    expect(
      annotated('[ERROR] must be less than 25 characters [json-pointer:/view/title/text]').problems,
    ).toEqual([
      {
        text: 'must be less than 25 characters [json-pointer:/view/title/text]',
        at: text.indexOf('"x"'),
        line: 3,
      },
    ]);
  });

  it('names the enclosing line for a missing field', () => {
    expect(annotated('missing required field: type [json-pointer:/view/title/type]').problems[0]?.line).toBe(
      2,
    );
  });

  it('names no line for an error in the view as a whole', () => {
    expect(annotated('no_text').problems).toEqual([{ text: 'no_text', at: null, line: null }]);
  });

  it("says that the view is shown if it's within Slack's limits", () => {
    expect(annotated()).toEqual({
      kind: 'note',
      text: "Within Slack's limits. Shown to you in #general. The app only hears about what you click there.",
      problems: [],
    });
  });

  it("says why the view couldn't be checked", () => {
    expect(
      checkedText({ ok: false, error: 'Open a channel first.' }, 'in #general', { text, places }),
    ).toEqual({
      kind: 'refused',
      text: 'Open a channel first.',
      problems: [],
    });
  });
});

describe("The editor's examples", () => {
  it("are within Slack's limits", () => {
    expect(checkMessage(examples.message.json)).toBeNull();
    expect(checkView(examples.modal.json)).toBeNull();
    expect(checkView(examples.home.json)).toBeNull();
  });
});

describe('The arrow keys in a tab list', () => {
  it('wrap around, and Home and End go to both ends', () => {
    expect([
      targetOf('ArrowRight', 3, 4),
      targetOf('ArrowLeft', 0, 4),
      targetOf('Home', 2, 4),
      targetOf('End', 0, 4),
      targetOf('a', 0, 4),
    ]).toEqual([0, 3, 0, 3, null]);
  });
});
