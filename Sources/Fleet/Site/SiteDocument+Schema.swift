import Positioning

extension SiteDocument {
    /// The JSON Schema of a document that ``init(reading:as:)`` reads, made from the declarations of its keys.
    static var documentSchema: Schema { SiteDocument(site: "", floors: [], zones: [], sensors: []).schema }
}

extension Contract {
    static var siteSchema: Schema {
        let example = SiteDocument(
            site: "shop-12", timeZone: "Europe/Berlin",
            floors: [.init(id: "ground", outline: .init(x0: 0, y0: 0, x1: 20, y1: 30))],
            zones: [.init(id: "hall", floor: "ground", outline: .init(x0: 0, y0: 0, x1: 20, y1: 30))],
            sensors: [.init(id: "entrance", floor: "ground", x: 10, y: 1, roles: [.sensor, .locator])])
        return SiteDocument.documentSchema.published(
            as: "site", title: "Site document",
            """
            What footfall check reads of a site, as YAML or JSON: floors, zones and sensors in metres on one plan. It says \
            what each key may be; footfall check also looks at the geometry. deploy/site.reference.yaml explains each key.
            """, example: example.effectiveDocument())
    }
}
