import { altText, confirm, id, imageSource, linkUrl, plainTextObject, style, url } from './objects.ts';
import { type Rule, string } from './rules.ts';
import { checked, either, list, object, typed } from './shapes.ts';

const label = string({ max: 75 });

/** The element `button`. */
export const button: Rule = typed(
  { text: plainTextObject(75) },
  { action_id: id, url: linkUrl, value: string({ max: 2000 }), style, confirm, accessibility_label: label },
);

/** The element `workflow_button`, which starts a workflow through its link trigger. */
export const workflowButton: Rule = typed(
  {
    text: plainTextObject(75),
    workflow: object({
      trigger: object(
        { url: url(3000, 'https') },
        { customizable_input_parameters: list(object({ name: string({ min: 1 }), value: string() })) },
      ),
    }),
  },
  { action_id: id, style, confirm, accessibility_label: label },
);

const feedback = object(
  { text: plainTextObject(75), value: string({ max: 2000 }) },
  { accessibility_label: label },
);

/** The element `feedback_buttons`: thumbs up and thumbs down. */
export const feedbackButtons: Rule = typed(
  { positive_button: feedback, negative_button: feedback },
  { action_id: id },
);

/** The element `icon_button`. */
export const iconButton: Rule = typed(
  { icon: string({ min: 1 }), text: plainTextObject(75) },
  {
    action_id: id,
    confirm,
    accessibility_label: label,
    value: string({ max: 2000 }),
    visible_to_user_ids: list(string({ min: 1 }), { max: 10 }),
  },
);

/** The element `image`, in a context or beside a section. */
export const imageElement: Rule = checked(
  typed({ alt_text: altText }, imageSource),
  either('image_url', 'slack_file'),
);
