import type { ComponentChildren } from 'preact';
import type { PartDto } from '../../model/in-parts.dto.js';
import { Form } from './form.js';

interface InPartsProps {
  readonly of: PartDto;
  /** What else there is to say of it in a word or two. */
  readonly also?: string | undefined;
  /** What the form for the next part says besides where to go on. */
  readonly children: ComponentChildren;
}

/** How far work in parts is, and the form for the next one: it sends itself where JavaScript is there. `_links.next` takes it. */
export const InParts = ({ of: { Total, Done, Changed, Cursor, _links }, also, children }: InPartsProps) => {
  const list = _links['list']?.href ?? '';
  return (
    <>
      <p class={Cursor === null ? 'flash' : undefined} role="status">
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
