package com.burncloud.api.dashboard;

import org.osgi.annotation.versioning.ProviderType;

/** The dashboard's cards. Any thread; does not block. */
@ProviderType
public interface DashboardService {

	Figures figures();
}
