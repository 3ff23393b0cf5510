/** Copies a text; only shown where JavaScript can do it. */
export const CopyButton = ({ text, label = 'Copy', primary = false }: { text: string; label?: string; primary?: boolean }) => (
  <button type="button" class={primary ? 'copy' : 'copy outline secondary'} data-copy={text} hidden>
    {label}
  </button>
);
