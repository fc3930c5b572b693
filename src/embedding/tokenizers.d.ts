// The tokenizers alone: the library's entry brings image and audio processing and a second runtime's models with it.
declare module '@xenova/transformers/src/tokenizers.js' {
  export { BertTokenizer } from '@xenova/transformers';
}
