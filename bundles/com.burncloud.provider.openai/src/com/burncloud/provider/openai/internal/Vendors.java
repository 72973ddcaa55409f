package com.burncloud.provider.openai.internal;

import java.util.Hashtable;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import com.burncloud.api.provider.Provider;

/** Registers each row; the framework takes the services back with the bundle. */
@Component(service = {}, immediate = true)
public final class Vendors {

	@Activate
	public Vendors(BundleContext context) {
		for (VendorRow row : VendorRow.ALL) {
			var properties = new Hashtable<String, Object>();
			properties.put("burncloud.type", row.type());
			context.registerService(Provider.class, new OpenAiProvider(row), properties);
		}
	}
}
