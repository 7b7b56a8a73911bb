/**
 * How much evidence is kept, so that an inventory full of hits costs bounded memory and gives a report that opens.
 * What is kept is chosen by relevance (proof, sign of life, then the order of evidence), never by order of arrival,
 * so status and confidence are those of the whole.
 */

/** Evidence per finding, and different rows per signature and host. */
export const maxEvidence = 1000;

/** Further origins per evidence. */
export const maxAlso = 100;
