import { z } from 'zod';

/** Shape of what the operator says a host belongs to; spread into the schemas that carry it. Bounds: `labels.ts`. */
export const labelsShape = {
  client: z.string().optional().describe('whose host it is, as the operator calls the client'),
  site: z.string().optional().describe('where it stands, as the operator calls the place'),
  tags: z.array(z.string()).optional().describe("the operator's own words for it, each once, in their order"),
};
