declare module 'azplan/sample/*' {
  const url: string
  export default url
}
