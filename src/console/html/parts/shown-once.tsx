import type { ComponentChildren } from 'preact';
import { usePage } from '../context/context.js';
import { curlOf } from './api-call.js';
import { CopyButton } from './copy-button.js';

interface ShownOnceProps {
  /** The text of a key, whole. */
  readonly text: string;
  /** What is to be known of it. */
  readonly children: ComponentChildren;
}

/** The text of a key with all one needs to use it. Leaving asks back until it was copied or ticked off. */
export const ShownOnce = ({ text, children }: ShownOnceProps) => {
  const { publicUrl } = usePage();
  const call = curlOf(`${publicUrl}/api/v1/me`, {}, text);
  return (
    <section class="panel">
      <p class="note" role="alert">
        {children}
      </p>
      <p class="secret" data-shown-once={text}>
        <code>{text}</code>
        <CopyButton text={text} label="Copy the key" primary />
      </p>
      <p>
        <label hidden>
          <input type="checkbox" data-kept /> I have stored it
        </label>
      </p>
      <h2>Try it</h2>
      <div class="code">
        <pre tabIndex={0}>
          <code>{call}</code>
        </pre>
        <CopyButton text={call} label="Copy the call" />
      </div>
      <p class="faint">
        It says whose key it is and what it may do. The header can be <code>X-API-Key: …</code> or <code>Authorization: Bearer …</code> as well.
      </p>
    </section>
  );
};
