declare module 'virtual:emoji' {
  const packed: import('./emoji').PackedEmoji;
  export default packed;
}
