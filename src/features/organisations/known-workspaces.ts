import { Injectable } from '@nestjs/common';
import { when } from '../../platform/at-once/index.js';
import { FactMemory, FactSource, type Load } from '../../platform/freshness/index.js';
import { loadWorkspaceExists } from './workspace-facts.js';

interface KnownWorkspace {
  readonly organisationId: number;
}

/** Remembers which workspaces there are: whoever asks whether a call is allowed names one with each question. */
@Injectable()
export class KnownWorkspaces {
  private readonly known: FactMemory<KnownWorkspace>;

  constructor(facts: FactSource) {
    this.known = new FactMemory(facts, { name: 'workspaces', share: 0.25, shardsOf: ({ organisationId }) => [organisationId] });
  }

  /** Whether the organisation has none with this id: never made, deleted, or another organisation's. null, the organisation as a whole, is always there. */
  isMissing(organisationId: number, workspaceId: number | null): boolean | Promise<boolean> {
    if (workspaceId === null) return false;
    const name = `${organisationId}/${workspaceId}`;
    const known = this.known.get(name);
    return when(known === undefined ? this.known.load(name, () => loadKnownWorkspace(organisationId, workspaceId)) : known, (found) => found === null);
  }
}

function* loadKnownWorkspace(organisationId: number, workspaceId: number): Load<KnownWorkspace | null> {
  return (yield* loadWorkspaceExists(organisationId, workspaceId)) ? { organisationId } : null;
}
