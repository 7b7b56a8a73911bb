/** First word of a child's command line in the single file. It counts only in a process that has a channel to its parent. */
export const childFlag = '--child-task';
