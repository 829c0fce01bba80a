macro_rules! templates {
    ($($variant:ident = $name:literal,)+) => {
        /// A template that pages are made with: the program asks for these, and for no other. They
        /// extend and include what they like.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Template {
            $(#[doc = concat!("`", $name, "`")] $variant,)+
        }

        impl Template {
            /// Every one of them.
            pub const ALL: &'static [Template] = &[$(Template::$variant),+];

            /// The name: the path of its file in `templates/`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Template::$variant => $name,)+
                }
            }
        }
    };
}

templates! {
    Home = "home.html",
    Hub = "hub.html",
    Code = "code.html",
    Comparison = "comparison.html",
    Comparisons = "comparisons.html",
    Matrix = "matrix.html",
    Codes = "codes.html",
    Guides = "guides.html",
    Guide = "guide.html",
    Translations = "translations.html",
    NotFound = "404.html",
    Sitemap = "sitemap.xml",
    SitemapIndex = "sitemap_index.xml",
    Robots = "robots.txt",
    Worker = "sw.js",
    NoWorker = "sw_off.js",
    Cell = "parts/cell.html",
    Edit = "parts/edit.html",
    English = "parts/english.html",
    Footer = "parts/footer.html",
    Heading = "parts/heading.html",
    Item = "parts/item.html",
    Link = "parts/link.html",
    MatrixCell = "parts/matrix_cell.html",
    Mention = "parts/mention.html",
    Notice = "parts/notice.html",
    Pair = "parts/pair.html",
    Panel = "parts/panel.html",
    Row = "parts/row.html",
    Same = "parts/same.html",
    Summaries = "parts/summaries.html",
    Title = "parts/title.html",
    Top = "parts/top.html",
    Walk = "parts/walk.html",
}
