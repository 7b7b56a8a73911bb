import type { Labels } from '../model/labels.ts';

/** The image of which a host is an instance, as a tag says it: `image=NAME`. */
export function imageOf({ tags = [] }: Labels): string | undefined {
  const tag = tags.find((each) => /^image=./i.test(each));
  return tag?.slice('image='.length);
}
