import type { ReactNode } from 'react';
import { stringOf } from '../../read.ts';
import type { ControlProps } from './control.ts';
import { DateTimeField, PlainDateField } from './DateFields.tsx';
import { Select } from './Select.tsx';
import { Ticks } from './Ticks.tsx';
import { TypedField } from './TypedField.tsx';

/** An element that takes an entry, by its type. */
export function Control(props: ControlProps): ReactNode {
  const type = stringOf(props.element.type);
  switch (type) {
    case 'plain_text_input':
    case 'rich_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TypedField {...props} />;
    case 'datepicker':
      return <PlainDateField {...props} type="date" />;
    case 'timepicker':
      return <PlainDateField {...props} type="time" />;
    case 'datetimepicker':
      return <DateTimeField {...props} />;
    case 'checkboxes':
      return <Ticks {...props} many />;
    case 'radio_buttons':
      return <Ticks {...props} many={false} />;
    default:
      if (type.endsWith('_select')) return <Select {...props} many={type.startsWith('multi_')} />;
      return <p className="quiet">The sandbox can't render this: {type}.</p>;
  }
}
