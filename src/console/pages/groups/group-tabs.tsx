import type { ComponentChildren } from 'preact';
import { Page, type PageProps } from '../../html/layout/page.js';
import type { GroupPageDto } from './group.dto.js';

interface GroupTabsProps extends Pick<PageProps, 'call' | 'about'> {
  readonly group: GroupPageDto;
  readonly current: 'members' | 'roles' | 'security';
  readonly children: ComponentChildren;
}

/** A page about one group: which tabs there are depends on what one may see. */
export const GroupTabs = ({ group: { Name, _links }, current, children, ...rest }: GroupTabsProps) => {
  const tabs = [
    { label: 'Members', href: _links['self']?.href, current: current === 'members' },
    { label: 'Roles', href: _links['roles']?.href, current: current === 'roles' },
    { label: 'Security', href: _links['security']?.href, current: current === 'security' },
  ];
  return (
    <Page title={Name} up={{ label: 'Groups', href: _links['list']?.href ?? '' }} tabs={tabs.flatMap(({ href, ...tab }) => (href === undefined ? [] : [{ ...tab, href }]))} {...rest}>
      {children}
    </Page>
  );
};
