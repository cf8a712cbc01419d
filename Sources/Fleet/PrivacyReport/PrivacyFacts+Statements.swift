import Privacy

/// What is said of each kind of data.
extension PrivacyFacts {
    var collected: [PrivacyReport.Entry] {
        [
            .init(
                "Address of a phone (MAC address)",
                "Read from each probe request and replaced within the same call by a keyed pseudonym. Up to 64 addresses of "
                    + "the last 5 seconds stay in locked memory for speed. Never in a log or a message, and on disk only where somebody "
                    + "gave it (deny-list, consent), sealed. The "
                    + "capture buffer is overwritten after each frame."),
            .init(
                "Pseudonym (tag)",
                "\(sessionTagBits) bits of HMAC-SHA-256 under a random key that is destroyed after \(epochMinutes) minutes and "
                    + "a grace of \(endMinutes) minutes. After that, \(horizonMinutes) minutes at the latest after its last "
                    + "frame, no one can tell which phone it stood for, nor whether two pseudonyms were one phone."),
            .init(
                "Class of device",
                "16 bits of a keyed hash over the build of a request: the same for all phones of a model. In memory, until "
                    + "the agent restarts."),
            .init(
                "Signal level, channel and time",
                "Of each request, in memory, for 15 minutes at most after the last request of a phone, or until its visit "
                    + "ends."),
            .init(
                "Names of networks that a phone asks for",
                "Never copied: whether one was named, and whether it ends in _nomap or _optout, is all that is read."),
            .init(
                "Contents of communication", "Not received: the kernel lets probe requests through and nothing else."),
        ]
    }

    var leaving: [PrivacyReport.Entry] {
        let encryption =
            isEncrypted ? "over TLS" : "without encryption: only right where the broker is this box or its own network"
        var entries: [PrivacyReport.Entry] = [
            .init(
                "Counts of people and devices",
                "Per zone (\(zones.joined(separator: ", "))): people and devices each minute, visits for each quarter of an "
                    + "hour, hour and day, \(encryption). A figure that stands for fewer than \(k) is withheld; 0 and \(k - 1) "
                    + "look the same. So is a figure from which one of fewer than \(k) could be worked out by adding and "
                    + "subtracting what is told."),
            isAnonymous
                ? .init("Single visits", "None: the preset is anonymous.")
                : .init(
                    "Single visits",
                    "Of the few devices that keep their address: start, moves, rest after \(idleMinutes) minutes and end after "
                        + "\(endMinutes) minutes, under a random name that holds for one visit and is derived from nothing. "
                        + "Phones that change their address are never followed."),
        ]
        if takesConsent {
            entries.append(
                .init(
                    "Visits of people who agreed",
                    "With the reference that the retailer gave with the consent, until the consent ends or is withdrawn."
                ))
        }
        if takesConsent {
            entries.append(
                .init(
                    "Counts by label",
                    "Once a day and zone, how many visits of people who agreed bore the label that they gave, from \(k) on."
                ))
        }
        if let noise {
            let (window, day) = (Double(noise.noise.milliepsilon) / 1_000, Double(noise.milliepsilonOfDay) / 1_000)
            entries.append(
                .init(
                    "Noise",
                    "Counts of visits carry two-sided geometric noise: epsilon \(window) for each count of each window, at most "
                        + "\(day) a day, for who changes a count by no more than \(noise.noise.sensitivity). People and "
                        + "devices carry none, nor do single visits, where they are told."))
        }
        if !sensors.isEmpty {
            entries.append(
                .init(
                    "Between the sensors of the site",
                    "\(sensors.joined(separator: ", ")) send what they hear to the locator (\(locators.joined(separator: ", "))), "
                        + "\(encryption): pseudonym, class, level, channel and time of each scan. The broker passes it on and "
                        + "does not keep it. It does keep the keys of the present epoch, each sealed for one enrolled sensor."
                ))
        }
        if let offer {
            entries.append(
                .init("Offers", "That a visitor who agreed to offers is in the zone for long enough (\(offer))."))
        }
        if hasHomeAssistant { entries.append(.init("Home Assistant", "The same counts: never a person.")) }
        entries.append(
            .init(
                "State of the sensor",
                "Whether it works, what is wrong, and how many frames it read, in steps that no single phone can be read from."
            ))
        entries.append(.init("Log", "At level \(logLevel): no address, pseudonym, network's name or key at any level."))
        return entries
    }

    var choices: [PrivacyReport.Entry] {
        [
            .init(
                "Deny-list",
                hasDenyList
                    ? "Devices on it are dropped before anything is counted. On disk it is sealed for this box alone. It works "
                        + "only for devices that keep their address: a random address cannot be recognised, by design."
                    : "None is configured (consent.denyFile): an objection can be honoured by the network's name alone."
            ),
            .init(
                "Objection by the network's name",
                "A request for a network whose name ends in _nomap or _optout is not counted."),
            .init(
                "Consent",
                takesConsent
                    ? "Given for at most 90 days with an opaque reference; the address is kept sealed in memory\(consentStorage). A "
                        + "withdrawal erases it within a second, ends the visit and keeps back what has not left yet; an "
                        + "acknowledgement says so."
                    : "Not taken: nobody is singled out by consent."),
        ]
    }

    var requirements: [PrivacyReport.Entry] {
        [
            .init(
                "CNIL, 17 October 2018, anonymised within 5 minutes",
                "Pseudonyms can be recognised for up to \(horizonMinutes) minutes, and few phones share one.", .notMet),
            .init(
                "CNIL, 17 October 2018, pseudonymised at once, erased or anonymised within 24 hours",
                "Pseudonymised within the call, \(horizonMinutes) minutes to the destruction of the key. Asks for notice and an "
                    + "effective objection besides: the sign, and the deny-list\(hasDenyList ? "" : ", which is missing").",
                hasDenyList ? .met : .notMet),
            .init(
                "ICO, February 2016, identifiers converted or removed, retention defined",
                "Both as stated above.", .met),
            .init(
                "ICO, February 2016, impact assessment, purpose, notice at the door and inside",
                "A template and the text of the sign come with the agent (footfall privacy assessment, footfall privacy sign).",
                .operatorsDuty),
            .init(
                "AEPD, May 2024, random addresses treated as personal data, anonymised early",
                "Random addresses go the same way as all others.", .met),
            .init(
                "AEPD, May 2024, impact assessment and visible information", "As for the ICO.", .operatorsDuty),
            .init(
                "ePrivacy, Article 5(3)",
                "Whether receiving frames that phones send to everybody is access to their terminal is disputed (EDPB "
                    + "guidelines 2/2023): ask counsel.", .operatorsDuty),
        ]
    }

    var limits: [PrivacyReport.Entry] {
        [
            .init(
                "Within an epoch",
                "Who takes over the running box can recognise a phone that he knows until its key is destroyed, and can "
                    + "listen himself."),
            .init(
                "Few people",
                "Withholding below \(k) does not hide that at least \(k) were there, nor a large group that comes and goes "
                    + "together. Who knows otherwise that nobody was there at some time can subtract more than is published. "
                    + (noise == nil
                        ? "No differential privacy is claimed."
                        : "The noise bounds what a count tells, not whether one is withheld.")),
            .init(
                "Messages of consent",
                "Bear the address: who may read that topic at the broker reads it. Over TLS its text stays in the buffer of "
                    + "the TLS library until the next message."),
            .init(
                "Outside",
                "How long counts and visits are kept at the broker and behind it is for the operator to say and to enforce."
            ),
        ]
    }

    /// What of people is on the disk.
    var onDisk: String {
        let sealed = [hasDenyList ? "the deny-list" : nil, keepsConsents ? "the consents" : nil].compactMap(\.self)
        let events = hasStorage ? "messages until the broker has them" : nil
        let all = (sealed.isEmpty ? [] : [sealed.joined(separator: " and ") + ", sealed"]) + [events].compactMap(\.self)
        return all.isEmpty ? "nothing of people on disk" : "on disk " + all.joined(separator: "; ")
    }

    private var consentStorage: String {
        keepsConsents ? ", and sealed for this box in a file, so that a restart keeps it" : ", and ends with the agent"
    }

    /// The text for the sign.
    var sign: String {
        "Here we count visitors. Sensors receive the signals that phones send when they look for Wi-Fi. From these we "
            + "work out how many people are here\(isAnonymous ? "" : " and for how long"). Your phone's address is replaced "
            + "at once by a code whose key is destroyed; after \(horizonMinutes) minutes at the most nobody can link it to "
            + "your phone, not even we. We do not know who you are, and figures of fewer than \(k) people are not kept. "
            + "Responsible: [name, address]. Purpose: [purpose]. Legal basis: [basis]. To object: [contact or page]. You "
            + "may also name your home network with the ending _nomap, or turn Wi-Fi off. Questions and complaints: [data "
            + "protection officer], [supervisory authority]."
    }
}
