import type { ComponentChildren } from 'preact';
import { Page, type PageProps } from '../../html/layout/page.js';
import type { UserPageDto } from './user.dto.js';

interface UserPageProps extends Pick<PageProps, 'call' | 'about'> {
  readonly user: UserPageDto;
  readonly current: 'details' | 'permissions' | 'security';
  readonly children: ComponentChildren;
}

/** A page about one user: which tabs there are depends on what one may see. */
export const UserTabs = ({ user, current, children, ...rest }: UserPageProps) => {
  const { self, list, permissions, security, keys, audit } = user._links;
  const tabs = [
    { label: 'Details', href: self?.href, current: current === 'details' },
    { label: 'Effective permissions', href: permissions?.href, current: current === 'permissions' },
    { label: 'Security', href: security?.href, current: current === 'security' },
  ];
  const actions = [{ label: 'API keys', to: keys }, { label: 'Audit', to: audit }].map(
    ({ label, to }) =>
      to && (
        <a key={label} role="button" class="outline secondary" href={to.href}>
          {label}
        </a>
      ),
  );
  return (
    <Page title={user['Display Name']} actions={actions} up={{ label: 'Users', href: list?.href ?? '' }} tabs={tabs.flatMap(({ href, ...tab }) => (href === undefined ? [] : [{ ...tab, href }]))} {...rest}>
      {children}
    </Page>
  );
};
