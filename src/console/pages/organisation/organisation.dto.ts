import { ApiProperty } from '@nestjs/swagger';
import { OverviewDto } from '../../../features/overview/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

/** An organisation as whoever is let in sees it. */
export class OrganisationMembers {
  /**
   * The id of the organisation.
   * @example "1001"
   */
  id: string;

  /**
   * Its name for people.
   * @example "Megacorp"
   */
  name: string;

  /**
   * Its name in addresses.
   * @example "megacorp"
   */
  slug: string;
}

export class OrganisationPageDto extends LinkedType(OrganisationMembers, 'OrganisationBase') {}
export class OrganisationListDto extends ListOf(OrganisationPageDto) {}

export class OrganisationHomeDto extends OrganisationPageDto {
  @ApiProperty({ name: 'Overview', type: OverviewDto, description: 'What goes on at a glance, as far as the caller may see it.' })
  Overview: OverviewDto;
}
