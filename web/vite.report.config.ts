import { defineConfig, type Plugin } from 'vite';

/** Puts the script and the style into the page, so that the report is one file that needs nothing else. */
function inOneFile(): Plugin {
  return {
    name: 'in-one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['report.html'];
      if (page?.type !== 'asset') throw new Error('report.html: expected a page');
      let html = String(page.source);
      for (const [name, part] of Object.entries(bundle)) {
        if (part === page) continue;
        const text = part.type === 'chunk' ? part.code : String(part.source);
        const tag = new RegExp(`<(script|link)[^>]*(?:src|href)="[^"]*${name.replaceAll('.', '\\.')}"[^>]*>(?:</script>)?`);
        if (!tag.test(html)) throw new Error(`${name}: nothing in report.html refers to it`);
        html = html.replace(tag, '');
        // At the end: the script finds the data before it.
        html = part.type === 'chunk'
          ? html.replace('</body>', () => `<script type="module">${text.replaceAll('</script', '<\\/script')}</script>\n</body>`)
          : html.replace('</head>', () => `<style>${text}</style>\n</head>`);
        delete bundle[name];
      }
      page.source = html;
    },
  };
}

/** The report's template, which the command line fills with data. */
export default defineConfig({
  plugins: [inOneFile()],
  build: {
    outDir: process.env.REPORT_OUT ?? 'dist-report',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: { input: 'report.html' },
  },
});
