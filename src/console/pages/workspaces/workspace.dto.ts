import { ApiProperty } from '@nestjs/swagger';
import { WorkspaceDto } from '../../../features/organisations/index.js';
import { FormModelDto } from '../../model/form-model.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';
import { HeldRoleDto } from '../assignments/held-role.dto.js';

export class WorkspacePageDto extends LinkedType(WorkspaceDto, 'WorkspaceBase') {}
export class WorkspaceListDto extends ListOf(WorkspacePageDto) {}

/** A workspace and who holds which role in it. */
export class WorkspaceDetailDto extends WorkspacePageDto {
  @ApiProperty({ type: [HeldRoleDto], nullable: true, description: 'Who holds which role in this very workspace; `_links.next` leads to more. null: the caller may not know.' })
  items: HeldRoleDto[] | null;

  @ApiProperty({ type: FormModelDto, nullable: true, description: 'What it takes to give somebody a role here; null: the caller cannot.' })
  give: FormModelDto | null;
}
