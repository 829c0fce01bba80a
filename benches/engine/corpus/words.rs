//! Made-up texts that are as long as real ones.

/// A language that texts can be made up in.
#[derive(Debug)]
pub(crate) struct Language {
    /// What its catalog is called: `i18n/<id>.yaml`.
    pub(crate) id: &'static str,
    /// Some fifty words. None means anything to YAML or Markdown.
    words: &'static str,
    /// What stands between two words.
    gap: &'static str,
    /// What ends a sentence that another one follows.
    stop: &'static str,
}

/// The source of the others.
pub(crate) const ENGLISH: Language = Language {
    id: "en",
    words: "the server closes a connection after its client has sent one message that breaks every \
            rule of this protocol and then waits for an answer which never comes because some \
            proxy between them keeps each frame until both ends have lost their patience with \
            network time limits",
    gap: " ",
    stop: ". ",
};

/// What English is translated to.
pub(crate) const FOREIGN: [Language; 5] = [
    Language {
        id: "fr",
        words: "le serveur ferme une connexion quand son client envoie un message qui enfreint \
                chaque règle de ce protocole puis attend une réponse jamais reçue parce que \
                plusieurs mandataires gardent toutes les trames avant que deux extrémités perdent \
                enfin patience avec cette limite sur leur temps réseau sans autre cause connue",
        gap: " ",
        stop: ". ",
    },
    Language {
        id: "id",
        words: "peladen menutup sebuah koneksi setelah klien mengirim satu pesan yang melanggar \
                setiap aturan dari protokol ini lalu menunggu jawaban tetapi tidak pernah datang \
                karena beberapa proksi di antara mereka menahan semua bingkai sampai kedua ujung \
                kehilangan kesabaran dengan batas waktu jaringan tanpa sebab lain untuk dicatat \
                oleh log",
        gap: " ",
        stop: ". ",
    },
    Language {
        id: "pt",
        words: "o servidor encerra uma conexão depois que seu cliente envia alguma mensagem capaz \
                de violar cada regra deste protocolo e então espera pela resposta nunca recebida \
                porque vários proxies guardam todos os quadros até ambas extremidades perderem \
                enfim sua paciência com esse limite sobre tempo de rede sem outra causa",
        gap: " ",
        stop: ". ",
    },
    Language {
        id: "ru",
        words: "сервер закрывает одно соединение после того как клиент отправил сообщение которое \
                нарушает каждое правило этого протокола и затем ждёт ответа но никогда его не \
                получит потому что прокси между ними держит все кадры пока обе стороны теряют \
                терпение из-за предела времени сети без другой известной причины для записи сбоя",
        gap: " ",
        stop: ". ",
    },
    Language {
        id: "zh",
        words: "服务器 关闭 连接 之后 客户端 发送 消息 违反 每条 规则 协议 然后 等待 回应 永远 \
                不会 到来 因为 代理 两者 之间 保留 所有 数据帧 直到 双方 失去 耐心 网络 时间 限制 \
                没有 其他 已知 原因 记录 日志 请求 重新 尝试 检查 设置 端口 证书 令牌 负载 状态 结束",
        gap: "",
        stop: "。",
    },
];

impl Language {
    /// Some words without punctuation, the same for the same path.
    pub(crate) fn phrase(&self, path: &str, length: usize) -> String {
        let known: Vec<&str> = self.words.split_whitespace().collect();
        let chosen: Vec<&str> = numbers(path)
            .take(length)
            .map(|number| known[below(number, known.len())])
            .collect();
        chosen.join(self.gap)
    }

    /// Sentences of some nine words, without the last full stop, the same for the same path.
    pub(crate) fn prose(&self, path: &str, length: usize) -> String {
        let sentences: Vec<String> = (0..length.div_ceil(9))
            .map(|index| capitalised(&self.phrase(&format!("{path}/{index}"), 9)))
            .collect();
        sentences.join(self.stop)
    }
}

/// A text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// An endless row of numbers that look random and depend on nothing but the path: the FNV-1a hash
/// of the path, and `splitmix64` from there.
pub(crate) fn numbers(path: &str) -> impl Iterator<Item = u64> + use<> {
    let mut state = path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    })
}

/// Brings a number into a range from 0.
pub(crate) fn below(number: u64, end: usize) -> usize {
    usize::try_from(number % end as u64).expect("it is below a usize")
}
