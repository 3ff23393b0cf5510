import { CopyButton } from './copy-button.js';

/** A call to paste. */
export const CallText = ({ text }: { text: string }) => (
  <div class="code">
    <pre tabIndex={0}>
      <code>{text}</code>
    </pre>
    <CopyButton text={text} label="Copy the call" />
  </div>
);
