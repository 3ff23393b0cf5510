import type { ComponentChildren } from 'preact';

interface MenuProps {
  readonly label: string;
  /** Says what it is a menu of. */
  readonly title: string;
  /** Opens towards the left. */
  readonly end?: boolean;
  readonly children: ComponentChildren;
}

/** Opens without JavaScript. */
export const Menu = ({ label, title, end = false, children }: MenuProps) => (
  <details class={end ? 'menu menu-end' : 'menu'}>
    <summary aria-label={`${title}: ${label}`}>{label}</summary>
    <div class="menu-items">{children}</div>
  </details>
);
