use super::{Page, Site};

impl Site {
    /// The page whose file this is, relative to the output directory: the inverse of
    /// [`Site::file`], without a walk along all pages.
    pub fn page_of_file(&self, file: &str) -> Option<Page> {
        let localized = self.localized_page(file);
        let mut pages = localized.into_iter().chain(self.pages_without_language());
        pages.find(|page| self.file(*page) == file)
    }

    /// The page in a language that a file can be, if it is one.
    fn localized_page(&self, file: &str) -> Option<Page> {
        let (id, rest) = match file.split_once('/') {
            Some((id, rest)) if self.locales().any(|(_, locale)| locale.id == id) => (id, rest),
            _ => (self.locales.default_locale().id.as_str(), file),
        };
        let (locale, _) = self.locales().find(|(_, locale)| locale.id == id)?;
        let folder = rest.strip_suffix("index.html");
        let path = folder
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .or_else(|| rest.strip_suffix(".html"))?;
        let subject = self.resolve(&["/", path].concat())?;
        let page = Page::Localized { locale, subject };
        self.has(subject).then_some(page)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::project::{self, Options};
    use crate::site::{Scope, Site};

    fn site(scope: Scope) -> Site {
        let options = Options {
            root: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
            scope,
            ..Options::default()
        };
        let (loaded, problems) = project::load(&options).expect("the repository can be read");
        let loaded = loaded.unwrap_or_else(|| panic!("the repository has errors: {problems:?}"));
        loaded.site
    }

    #[test]
    fn every_page_is_found_by_its_file() {
        let site = site(Scope::default());
        for page in site.pages() {
            let file = site.file(page);
            assert_eq!(site.page_of_file(&file), Some(page), "{file}");
        }
    }

    #[test]
    fn a_path_that_is_no_file_is_no_page() {
        let site = site(Scope::default());
        for path in [
            "",
            "/",
            "http",
            "http/",
            "http/404",
            "http/.html",
            "http/404/index.html",
            "http/404.html.html",
            "/http/404.html",
            "http//404.html",
            "http/../http/404.html",
            "HTTP/404.html",
            "en/index.html",
            "pt/pt/index.html",
            "pt/404.html",
            "compare/http/403-vs-401.html",
            "compare/http/401-vs-401.html",
            "compare/http/401-vs-403/index.html",
            "xindex.html",
            "http/xindex.html",
            "codes/index.html",
            "sitemaps/en.smtp.xml.html",
            "search.json/",
        ] {
            assert_eq!(site.page_of_file(path), None, "{path}");
        }
    }

    #[test]
    fn what_a_smaller_site_leaves_out_is_no_page() {
        let site = site(Scope {
            families: vec!["tls".to_owned()],
            locales: vec!["pt".to_owned()],
        });
        let found = |file: &str| site.page_of_file(file).is_some();
        assert!(found("pt/tls/index.html") && found("sitemaps/pt.tls.xml"));
        for file in [
            "index.html",
            "tls/index.html",
            "pt/http/index.html",
            "pt/compare/http/401-vs-403.html",
            "sitemaps/pt.http.xml",
            "ru/tls/index.html",
        ] {
            assert!(!found(file), "{file}");
        }
    }
}
