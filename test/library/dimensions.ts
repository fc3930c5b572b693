/** Small vectors are enough: a library does not care what they mean. */
export const DIMENSIONS = 16;
