import type { ComponentChildren } from 'preact';
import { Page, type PageProps } from '../../html/layout/page.js';
import type { RolePageDto } from './role.dto.js';

interface RoleTabsProps extends Pick<PageProps, 'call' | 'about'> {
  readonly role: RolePageDto;
  readonly current: 'permissions' | 'holders';
  readonly children: ComponentChildren;
}

export const RoleTabs = ({ role: { Name, _links }, current, children, ...rest }: RoleTabsProps) => {
  const { self, list, holders, copy } = _links;
  const tabs = [
    { label: 'Permissions', href: self?.href ?? '', current: current === 'permissions' },
    { label: 'Holders', href: holders?.href ?? '', current: current === 'holders' },
  ];
  const actions = copy && (
    <a role="button" class="outline secondary" href={copy.href}>
      Copy this role
    </a>
  );
  return (
    <Page title={Name} up={{ label: 'Roles', href: list?.href ?? '' }} tabs={tabs} actions={actions} {...rest}>
      {children}
    </Page>
  );
};
