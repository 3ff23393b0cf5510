import type { ComponentChildren } from 'preact';
import type { PartDto } from '../../model/in-parts.dto.js';
import { Form } from './form.js';

interface InPartsProps {
  readonly of: PartDto;
  /** What else there is to say of it in a word or two. */
  readonly also?: string | undefined;
  /** Some of them could not be done: at the end it is no success. */
  readonly hasFailed?: boolean;
  /** What the form for the next part says besides where to go on. */
  readonly children: ComponentChildren;
}

/** How far work in parts is, and the form for the next one: it sends itself where JavaScript is there. `_links.next` takes it. */
export const InParts = ({ of: { Total, Done, Changed, Cursor, _links }, also, hasFailed = false, children }: InPartsProps) => {
  const list = _links['list']?.href ?? '';
  const tone = hasFailed ? 'note' : 'flash';
  return (
    <>
      <p class={Cursor === null ? tone : undefined} role="status">
        {`${Done} of ${Total} done · ${Changed} changed`}
        {also !== undefined && ` · ${also}`}
        {Cursor === null && ' · finished'}
      </p>
      <progress value={Done} max={Math.max(Total, Done)} aria-label="How far it is" />
      {Cursor === null ? (
        <p>
          <a role="button" href={list}>
            Done
          </a>
        </p>
      ) : (
        <Form action={_links['next']?.href ?? ''} submit="Go on" also={<a href={list}>Stop here</a>} continues>
          {children}
          <input type="hidden" name="Cursor" value={Cursor} />
          <input type="hidden" name="Done" value={String(Done)} />
          <input type="hidden" name="Changed" value={String(Changed)} />
        </Form>
      )}
    </>
  );
};
